#include "results/records_csv.h"

#include <algorithm>
#include <span>

#include "base/json_fields.h"
#include "base/text.h"
#include "results/csv_lines.h"
#include "results/json_writer.h"
#include "results/listed_names.h"

namespace lifeworth {
namespace {

struct Heading {
  Role role;
  std::string_view name;
  bool if_there = false;  ///< written only where the file has such a column
};

/// The columns of a kind's generic table. Nearly all are written, empty or not, because their names together tell the kind; those of a survey are called so that it is
/// not taken for contacts.
std::span<const Heading> headings_of(RecordKind kind) {
  using enum Role;
  static constexpr Heading orders[] = {{customer, "customer"}, {date, "date"}, {amount, "amount"}, {currency, "currency"}};
  static constexpr Heading customers[] = {{customer, "customer"}, {date, "customer since"}, {amount, "total spent"}, {refund, "refunded"}, {orders_count, "orders"}, {currency, "currency"},
                                           {referred_by, "referred by", true}};
  static constexpr Heading subscriptions[] = {{customer, "customer"}, {date, "start"}, {end, "end"}, {amount, "monthly amount"}, {currency, "currency"}, {plan, "plan"},
                                              {interval, "billing interval", true}, {interval_count, "interval count", true}};
  static constexpr Heading responses[] = {{customer, "customer"}, {date, "date"}, {score, "score"}, {comment, "comment"}, {channel, "channel"}, {type, "type", true},
                                          {topic, "survey subject", true}, {product, "product", true}, {agent, "survey agent", true}, {plan, "plan", true}};
  static constexpr Heading contacts[] = {{customer, "customer"}, {date, "opened"}, {end, "closed"}, {channel, "channel"}, {topic, "topic"},
                                         {agent, "agent"}, {handle_seconds, "handle seconds"}, {reopened, "reopened"}, {score, "csat"}};
  static constexpr Heading spend[] = {{date, "date"}, {amount, "spend"}, {currency, "currency"}, {channel, "channel"}, {campaign, "campaign"}, {new_customers, "new customers"}};
  static constexpr Heading events[] = {{customer, "customer"}, {date, "date"}, {type, "type"}, {referred_by, "referred by", true}};
  static constexpr Heading traffic[] = {{date, "date"}, {channel, "channel"}, {new_customers, "new users"}};
  switch (kind) {
    case RecordKind::orders: return orders;
    case RecordKind::customers: return customers;
    case RecordKind::subscriptions: return subscriptions;
    case RecordKind::responses: return responses;
    case RecordKind::contacts: return contacts;
    case RecordKind::spend: return spend;
    case RecordKind::events: return events;
    case RecordKind::traffic: return traffic;
  }
  return {};
}

/// `records`: null for orders.
bool is_written(const Heading& heading, const Records* records) {
  return !heading.if_there || !records || records->values_of(heading.role) != nullptr;
}

void write_header(CsvLines& lines, RecordKind kind, const Records* records, const CurrencyCode& money) {
  for (const Heading& heading : headings_of(kind))
    if (is_written(heading, records) && (heading.role != Role::currency || !money.empty())) lines.plain(heading.name);
  lines.end_line();
}

void write_orders(CsvLines& lines, const Loaded& loaded, const ListedNames& customers, const Request& request) {
  const TransactionLog& log = loaded.log;
  const std::uint64_t end = std::min<std::uint64_t>(log.rows(), request.offset + request.limit);
  for (std::uint64_t row = request.offset; row < end;) {
    const std::uint32_t customer = log.customer_of(row);
    const auto own = log.rows_of(customer);
    for (std::uint64_t each = row - log.first_row(customer); each < own.size() && row < end; ++each, ++row) {
      lines.text(customers[customer]);
      lines.day(own[each].day);
      lines.money(own[each].amount, loaded.digits);
      if (!loaded.orders.currency.empty()) lines.plain(loaded.orders.currency);
      lines.end_line();
    }
  }
}

/// Digits with at most one mark, as `number_of` reads them to the end.
bool is_plain_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && is_digit(text.front()) && std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '.' || c == ','; }) &&
         std::ranges::count_if(text, [](char c) { return !is_digit(c); }) <= 1;
}

void write_value(CsvLines& lines, const Records& records, Role role, std::size_t row) {
  const Records::Values* values = records.values_of(role);
  if (!values || values->words[row] == nobody) return lines.nothing();
  const std::string_view text = values->dictionary[values->words[row]];
  if (type_of(role) != RoleType::number || !is_plain_number(text)) return lines.text(text);
  std::string number(text);
  for (char& c : number)
    if (c == '.' || c == ',') c = lines.mark();
  lines.plain(number);
}

/// One cell; empty where the file has no such column, or the row nothing in it.
void write_cell(CsvLines& lines, const Records& records, const ListedNames& customers, Role role, std::size_t row) {
  const int digits = minor_digits(records.currency);
  const auto day_of = [&](const std::vector<Day>& days) { return days.empty() || days[row] == no_day ? lines.nothing() : lines.day(days[row]); };
  switch (role) {
    case Role::customer:
      if (records.customers.empty() || records.customers[row] == nobody) return lines.nothing();
      return lines.text(customers[records.customers[row]]);
    case Role::date: return day_of(records.days);
    case Role::end: return day_of(records.ends);
    case Role::amount: return records.amounts.empty() ? lines.nothing() : lines.money(records.amounts[row], digits);
    case Role::refund: return records.refunds.empty() || records.refunds[row] == 0 ? lines.nothing() : lines.money(records.refunds[row], digits);
    case Role::currency: return records.currency.empty() ? void() : lines.plain(records.currency);
    default: return write_value(lines, records, role, row);
  }
}

void write_records(CsvLines& lines, const Records& records, const ListedNames& customers, const Request& request) {
  const std::uint64_t end = std::min<std::uint64_t>(records.rows_used, request.offset + request.limit);
  for (std::uint64_t row = request.offset; row < end; ++row) {
    for (const Heading& heading : headings_of(records.kind))
      if (is_written(heading, &records)) write_cell(lines, records, customers, heading.role, row);
    lines.end_line();
  }
}

}  // namespace

Expected<std::string> records_csv_json(const Loaded& loaded, const TextDictionary& names, const Request& request) {
  if (request.file >= loaded.files.size()) return std::unexpected(misunderstood("There is no file " + std::to_string(request.file) + "; files are counted from 0."));
  const RecordKind kind = loaded.files[request.file].kind;
  const auto records = std::ranges::find(loaded.records, request.file, &Records::file);
  const bool orders = records == loaded.records.end();
  const ListedNames customers(names, request.mask_emails);
  CsvLines lines(request.delimiter, request.decimal_mark);
  if (request.offset == 0) write_header(lines, kind, orders ? nullptr : &*records, orders ? loaded.orders.currency : records->currency);
  if (orders) write_orders(lines, loaded, customers, request);
  else write_records(lines, *records, customers, request);
  JsonWriter json;
  json.object().field("kind", "records_csv").field("total", orders ? std::uint64_t(loaded.log.rows()) : records->rows_used);
  json.field("csv", std::move(lines).take()).end();
  return std::move(json).text();
}

}  // namespace lifeworth
