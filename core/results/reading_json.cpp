#include "results/reading_json.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "results/json_writer.h"
#include "schema/cells.h"
#include "schema/first_row.h"
#include "schema/header_words.h"
#include "schema/wrong_shape.h"

namespace lifeworth {
namespace {

constexpr std::string_view text_names[] = {"csv", "json_array", "json_object", "json_lines"};
constexpr std::string_view order_names[] = {"auto", "ymd", "dmy", "mdy"};
constexpr std::size_t shown_rows = 8;

std::string_view name_of(SetBy by) { return by == SetBy::person ? "person" : "guess"; }
std::string one(char c) { return std::string(1, c); }

/// From which year a spreadsheet's days count; "" where the numbers are none.
std::string_view first_year(DateNumbers numbers) { return numbers == DateNumbers::serial ? "1900" : numbers == DateNumbers::serial_1904 ? "1904" : ""; }

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += ", ";
    text += name;
    if (text.size() > 200) return text + " …";
  }
  return text;
}

void write_choice(JsonWriter& json, std::string_view name, std::string_view value, SetBy by) {
  json.key(name).object().field("value", value).field("by", name_of(by)).end();
}

/// The words of a rule, and which of them the rows looked at have: a guessed one names every word that it would hold for.
void write_words(JsonWriter& json, const MappedRule& mapped, const Sample& sample) {
  const bool is = mapped.rule.test == RowRule::Test::is;
  json.key(is ? "is" : "is_not").array();
  for (const std::string& value : mapped.rule.values) json.value(value);
  json.end();
  if (!is) return;
  json.key("seen").array();
  for (const std::string& value : mapped.rule.values)
    if (std::ranges::any_of(sample.rows, [&](const auto& row) { return is_word(cell_at(row, mapped.column), value); })) json.value(value);
  json.end();
}

void write_rules(JsonWriter& json, const Mapping& mapping, const Sample& sample) {
  json.key("rules").array();
  for (const MappedRule& mapped : mapping.rules) {
    json.object().field("column", mapped.rule.column).field("on", mapped.on);
    if (mapped.rule.refund) json.field("refund", true);
    else json.field("reason", lifeworth::name_of(mapped.rule.reason));
    using Test = RowRule::Test;
    if (mapped.rule.test == Test::filled || mapped.rule.test == Test::empty) json.field("filled", mapped.rule.test == Test::filled);
    else write_words(json, mapped, sample);
    json.end();
  }
  json.end();
}

void write_mapping(JsonWriter& json, const Mapping& mapping, const Sample& sample) {
  json.key("mapping").object();
  write_choice(json, "kind", lifeworth::name_of(mapping.kind.value), mapping.kind.by);
  json.field("format", mapping.format).key("recognised").list(mapping.recognised).key("roles").array();
  for (const KindRole& own : roles_of(mapping.kind.value)) json.value(lifeworth::name_of(own.role));
  json.end();
  for (const KindRole& own : roles_of(mapping.kind.value)) {
    const ColumnChoice& choice = mapping[own.role];
    json.key(lifeworth::name_of(own.role)).object().field("column", choice.column).field("by", name_of(choice.by)).key("reasons").list(choice.reasons).end();
  }
  write_rules(json, mapping, sample);
  json.field("minor_units", mapping.minor_units.value).field("refund_rows", mapping.refund_rows.value).field("note", mapping.note);
  json.key("doubts").list(mapping.doubts);
  write_choice(json, "date_order", order_names[static_cast<std::size_t>(mapping.date_order.value)], mapping.date_order.by);
  write_choice(json, "decimal_mark", mapping.decimal_mark.value ? one(mapping.decimal_mark.value) : "auto", mapping.decimal_mark.by);
  write_choice(json, "date_numbers", first_year(mapping.serials.value), mapping.serials.by);
  write_choice(json, "currency_code", mapping.currency.value, mapping.currency.by);
  json.key("rates").object();
  for (const NamedRate& each : mapping.rates) json.field(each.currency, each.rate.text());
  json.end().end();
}

std::string_view order_text(DateOrder order) {
  return order == DateOrder::dmy ? "day/month/year" : order == DateOrder::mdy ? "month/day/year" : "year-month-day";
}

void add_date_notices(const ReadAs& as, std::vector<Sentence>& notices) {
  using Why = DateEvidence::Decision::Why;
  const std::string order(order_text(as.date_order));
  const bool day_first = as.date_order == DateOrder::dmy;
  const auto with = std::int64_t(day_first ? as.dates.first_over_12 : as.dates.second_over_12);
  const auto against = std::int64_t(day_first ? as.dates.second_over_12 : as.dates.first_over_12);
  if (as.date_order == DateOrder::ymd) return;
  if (against > 0) notices.push_back({Code::date_order_conflict, {{"order", order}, {"count", with}, {"others", against}}});
  else if (as.date_why == Why::sorted) notices.push_back({Code::date_order_sorted, {{"order", order}}});
  else if (as.date_why == Why::convention) notices.push_back({Code::date_order_unclear, {{"order", order}}});
  else if (with > 0) notices.push_back({Code::date_order_evidence, {{"order", order}, {"count", with}}});
}

void add_both_ways(const OrderFile& file, const CurrencyCode& currency, std::vector<Sentence>& notices) {
  const ReadAs& as = file.read_as;
  const auto money = [&](Minor total) { return Figure{double(total), Unit::money, currency, minor_digits(currency)}; };
  notices.push_back({Code::decimal_mark_both_ways,
                     {{"count", std::int64_t(as.amounts.either_comma + as.amounts.either_point)}, {"mark", one(as.decimal_mark)},
                      {"other", one(as.decimal_mark == ',' ? '.' : ',')}, {"total", money(file.own_total)}, {"other_total", money(file.other_total)}}});
}

void add_reading_notices(const ReadAs& as, std::vector<Sentence>& notices, bool ask_mark = true) {
  add_date_notices(as, notices);
  if (as.decimal_asked && ask_mark)
    notices.push_back({Code::decimal_mark_unclear, {{"count", std::int64_t(as.amounts.either_comma + as.amounts.either_point)}, {"mark", one(as.decimal_mark)}}});
}

/// What of several currencies is shown, and what was converted.
void add_currencies(const std::vector<CurrencyCount>& found, const CurrencyCode& shown, const std::vector<ConvertedRows>& converted, std::vector<Sentence>& notices) {
  std::vector<std::string> others;
  std::uint64_t left_out = 0;
  for (const CurrencyCount& each : found) {
    left_out += each.left_out;
    if (each.left_out) others.push_back(each.code + " (" + std::to_string(each.left_out) + ")");
  }
  if (left_out) notices.push_back({Code::one_currency_shown, {{"currency", shown}, {"count", std::int64_t(left_out)}, {"others", joined(others)}}});
  const auto money = [](Minor sum, const CurrencyCode& currency) { return Figure{double(sum), Unit::money, currency, minor_digits(currency)}; };
  for (const ConvertedRows& rows : converted) {
    if (rows.rows == 0) continue;
    notices.push_back({Code::converted_rows,
                       {{"count", std::int64_t(rows.rows)}, {"currency", rows.currency}, {"shown", shown}, {"rate", rows.rate},
                        {"before", money(rows.before, rows.currency)}, {"after", money(rows.after, shown)}}});
  }
}

/// Fills `found` with the sentence of a format's note.
void add_note(std::string_view note, std::vector<Sentence>& notices) {
  struct Note {
    std::string_view name;
    Code code;
  };
  for (const Note& each : {Note{"no_customer", Code::export_no_customer}, Note{"no_dates", Code::export_no_dates}, Note{"live_only", Code::export_live_only},
                           Note{"one_period", Code::export_one_period}, Note{"names_only", Code::export_names_only}})
    if (each.name == note) notices.push_back({each.code});
}

void add_cost_notices(const Orders& orders, std::vector<Sentence>& notices) {
  const OrderCosts& costs = orders.costs;
  const auto count = [&](Code code, std::uint64_t n, std::vector<Argument> more) {
    more.insert(more.begin(), {"count", std::int64_t(n)});
    if (n) notices.push_back({code, more});
  };
  if (costs.column.empty()) return;
  const Argument column{"column", costs.column};
  if (costs.rows == 0) return notices.push_back({Code::no_costs_read, {column}});
  const bool known = costs.purchases_amount > 0;
  const double percent = known ? 100 * static_cast<double>(costs.purchases_cost) / static_cast<double>(costs.purchases_amount) : 0;
  count(Code::costs_read, costs.rows, {column});
  count(Code::costs_estimated, costs.estimated, {{"percent", percent}});
  count(Code::costs_of_refunds, costs.refunds_without, {});
  if (costs.negative) notices.push_back({Code::costs_negative, {column}});
  if (known && percent > 100) notices.push_back({Code::costs_above_amount, {{"percent", percent}}});
  std::uint64_t lines = 0;
  for (const OrderFile& file : orders.files) lines += file.lines_with_cost;
  count(Code::costs_of_lines, lines, {});
}

void add_order_notices(const Orders& orders, const TransactionLog& log, const TextDictionary& customers, std::vector<Sentence>& notices) {
  const auto count = [&](Code code, std::uint64_t n) {
    if (n) notices.push_back({code, {{"count", std::int64_t(n)}}});
  };
  if (log.rows() == 0) return;
  if (log.active_customers() == 1) notices.push_back({Code::one_customer, {{"rows", std::int64_t(log.rows())}, {"customer", std::string(customers[log.customer_of(0)])}}});
  if (log.first_day() == log.last_day()) notices.push_back({Code::one_day, {{"day", iso_text(log.first_day())}}});
  for (const OrderFile& file : orders.files) {
    add_reading_notices(file.read_as, notices, false);
    if (file.read_as.decimal_asked) add_both_ways(file, orders.currency, notices);
  }
  notices.insert(notices.end(), orders.doubts.begin(), orders.doubts.end());
  if (!orders.unread_columns.empty()) notices.push_back({Code::unread_columns, {{"columns", joined(orders.unread_columns)}}});
  std::uint64_t line_items = 0;
  for (const OrderFile& file : orders.files) line_items += file.line_items;
  count(Code::line_items, line_items);
  count(Code::negative_rows_netted, log.refunds());
  count(Code::shared_order_ids, orders.shared_order_ids);
  add_cost_notices(orders, notices);
  count(Code::rounded_amounts, orders.rounded);
}

std::vector<Sentence> notices_of(const Loaded& loaded, const TextDictionary& customers) {
  std::vector<Sentence> notices;
  add_order_notices(loaded.orders, loaded.log, customers, notices);
  add_currencies(loaded.orders.currencies, loaded.orders.currency, loaded.orders.converted, notices);
  for (const Records& records : loaded.records) {
    add_reading_notices(records.read_as, notices);
    add_currencies(records.currencies, records.currency, records.converted, notices);
  }
  std::uint64_t repaired = 0, dropped = 0;
  LineAccount lines;
  for (const FileFacts& file : loaded.files) {
    add_note(file.note, notices);
    repaired += file.repaired_bytes;
    dropped += file.dropped_bytes;
    lines += file.lines;
  }
  if (!lines.unread_lists.empty()) notices.push_back({Code::unread_lists, {{"lists", joined(lines.unread_lists)}}});
  if (lines.unread_values) notices.push_back({Code::unread_values, {{"count", std::int64_t(lines.unread_values)}}});
  if (repaired) notices.push_back({Code::repaired_bytes, {{"count", std::int64_t(repaired)}}});
  if (dropped) notices.push_back({Code::dropped_bytes, {{"count", std::int64_t(dropped)}}});
  if (lines.blank) notices.push_back({Code::blank_lines, {{"count", std::int64_t(lines.blank)}}});
  return notices;
}

/// How many customers of these records have orders too.
std::pair<std::size_t, std::size_t> matched_customers(const Records& records, const TransactionLog& log) {
  std::vector<std::uint32_t> all;
  for (std::uint32_t customer : records.customers)
    if (customer != nobody) all.push_back(customer);
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  const auto matched = std::ranges::count_if(all, [&](std::uint32_t customer) { return customer < log.customers() && !log.of(customer).empty(); });
  return {all.size(), std::size_t(matched)};
}

void write_values(JsonWriter& json, const Records::Values& values) {
  std::uint64_t numbers = 0, words = 0;
  double sum = 0;
  for (double number : values.numbers)
    if (!std::isnan(number)) ++numbers, sum += number;
  for (std::uint32_t word : values.words) words += word != nobody;
  json.key(lifeworth::name_of(values.role)).object().field("count", words).field("distinct", values.dictionary.size());
  if (type_of(values.role) == RoleType::number) json.field("numbers", numbers).field("sum", sum);
  json.end();
}

/// The currencies that rows name, and what was converted.
void write_currencies(JsonWriter& json, const std::vector<CurrencyCount>& found, const std::vector<ConvertedRows>& converted) {
  json.key("currencies").array();
  for (const CurrencyCount& each : found)
    if (!each.code.empty()) json.object().field("code", each.code).field("rows", each.rows).field("left_out", each.left_out).end();
  json.end().key("converted").array();
  for (const ConvertedRows& rows : converted) {
    json.object().field("currency", rows.currency).field("minor_digits", minor_digits(rows.currency)).field("rate", rows.rate).field("rows", rows.rows);
    json.field("before", rows.before).field("after", rows.after).end();
  }
  json.end();
}

void write_records(JsonWriter& json, const Records& records, const TransactionLog& log) {
  const auto [customers, matched] = matched_customers(records, log);
  json.object().field("file", records.file).field("kind", lifeworth::name_of(records.kind)).field("rows_read", records.rows_read).field("rows_used", records.rows_used);
  json.field("customers", customers).field("matched_customers", matched).field("currency", records.currency);
  json.field("minor_digits", minor_digits(records.currency));
  write_currencies(json, records.currencies, records.converted);
  json.key("total");
  if (records.amounts.empty()) json.null();
  else json.value(std::reduce(records.amounts.begin(), records.amounts.end()) - std::reduce(records.refunds.begin(), records.refunds.end()));
  Day first = no_day, last = no_day;
  for (Day day : records.days)
    if (day != no_day) first = first == no_day ? day : std::min(first, day), last = std::max(last, day);
  json.field("first_day", first == no_day ? "" : iso_text(first)).field("last_day", last == no_day ? "" : iso_text(last)).key("values").object();
  for (const Records::Values& values : records.values) write_values(json, values);
  json.end().end();
}

}  // namespace

std::vector<Sentence> missing_columns(const Reading& reading, const Mapping& mapping) {
  const auto needs = [&](Code code) { return Sentence{code, {{"columns", joined(reading.sample.header)}}}; };
  if (const auto shape = wrong_shape(reading, mapping)) return {*shape};
  // A table of one column is read for scripts that want its rows; orders need three.
  if (reading.sample.header.size() < 2) return {Sentence{Code::one_column}};
  std::vector<Sentence> missing;
  if (mapping.note == "no_customer" && !mapping[Role::customer].column) return {Sentence{Code::export_no_customer}};
  for (const KindRole& own : roles_of(mapping.kind.value)) {
    if (!own.required || mapping[own.role].column) continue;
    switch (own.role) {
      case Role::customer: missing.push_back(needs(Code::no_customer_column)); break;
      case Role::date: missing.push_back(needs(mapping.kind.value == RecordKind::responses ? Code::no_answer_date_column : Code::no_date_column)); break;
      case Role::score: missing.push_back(needs(Code::no_score_column)); break;
      case Role::new_customers: missing.push_back(needs(Code::no_count_column)); break;
      default: missing.push_back(needs(Code::no_amount_column)); break;
    }
  }
  return missing;
}

std::string reading_json(const Reading& reading, const Mapping& mapping) {
  JsonWriter json;
  json.object().field("encoding", lifeworth::name_of(reading.encoding.encoding));
  json.field("text", text_names[static_cast<std::size_t>(reading.kind)]);
  if (reading.kind == TextKind::csv)
    json.key("dialect").object().field("delimiter", one(reading.dialect.delimiter)).field("quote", one(reading.dialect.quote)).end();
  json.field("has_header", reading.has_header());
  json.field("preamble_rows", reading.layout.preamble_rows).field("header_rows", reading.layout.header_rows);
  json.key("header").array();
  for (const std::string& name : reading.sample.header) json.value(name);
  json.end().key("rows").array();
  for (std::size_t i = 0; i < std::min(shown_rows, reading.sample.rows.size()); ++i) {
    json.list(reading.sample.rows[i]);
  }
  json.end();
  write_mapping(json, mapping, reading.sample);
  json.key("missing").list(missing_columns(reading, mapping)).end();
  return std::move(json).text();
}

std::string summary_json(const Loaded& loaded, const TextDictionary& customers) {
  const Orders& orders = loaded.orders;
  const TransactionLog& log = loaded.log;
  std::uint64_t read = orders.rows_read(), used = orders.rows_used(), items = 0;
  auto left_out = orders.left_out.counts();
  for (const Records& records : loaded.records) {
    read += records.rows_read;
    used += records.rows_used;
    for (std::size_t reason = 0; reason < left_out.size(); ++reason) left_out[reason] += records.left_out.counts()[reason];
  }
  for (const OrderFile& file : orders.files) items += file.line_items;
  LineAccount lines;
  for (const FileFacts& file : loaded.files) lines += file.lines;
  JsonWriter json;
  json.object().field("kind", "summary").field("has_orders", !orders.files.empty()).field("rows_read", read).field("rows_used", used);
  json.field("rows_left_out", read - used).field("line_items", items).key("left_out").array();
  for (std::size_t reason = 0; reason < left_out.size(); ++reason)
    if (left_out[reason]) json.object().field("reason", left_out_names[reason]).field("rows", left_out[reason]).end();
  json.end().field("blank_lines", lines.blank);
  json.key("lines").object().field("all", lines.lines).field("preamble", lines.preamble).field("header", lines.header).field("blank", lines.blank);
  json.field("continued", lines.continued).end();
  json.field("customers", log.active_customers()).field("orders", log.orders() - orders.item_lines).field("refunds", log.refunds()).field("refunded", log.refunded());
  json.field("total", log.total()).field("currency", orders.currency).field("minor_digits", loaded.digits);
  write_currencies(json, orders.currencies, orders.converted);
  if (loaded.costs) {
    json.key("costs").object().field("column", orders.costs.column).field("rows", orders.costs.rows).field("estimated", orders.costs.estimated);
    json.field("total", loaded.costs->total()).field("fees", names_fees(orders.costs.column)).end();
  }
  json.field("first_day", iso_text(log.first_day())).field("last_day", iso_text(log.last_day()));
  json.key("traits").array();
  for (const Role trait : kept_traits)
    if (orders.traits[trait].known()) json.value(lifeworth::name_of(trait));
  json.end().key("read_as").array();
  std::vector<const ReadAs*> read_as(loaded.files.size());
  for (const OrderFile& file : orders.files) read_as[file.file] = &file.read_as;
  for (const Records& records : loaded.records) read_as[records.file] = &records.read_as;
  for (const ReadAs* as : read_as) {
    json.object().field("date_order", order_names[static_cast<std::size_t>(as->date_order)]).field("decimal_mark", one(as->decimal_mark));
    json.field("date_numbers", first_year(as->date_numbers)).end();
  }
  json.end().key("files").array();
  for (const FileFacts& file : loaded.files) json.object().field("kind", lifeworth::name_of(file.kind)).field("format", file.format).field("better_encoding", file.better_encoding).end();
  json.end().key("records").array();
  for (const Records& records : loaded.records) write_records(json, records, log);
  json.end().key("joined").array();
  for (const JoinedAnswers& joined : loaded.joined) {
    const auto [named, matched] = matched_customers(joined.records, log);
    json.object().field("file", joined.records.file).key("files").array();
    for (const std::uint32_t file : joined.files) json.value(file);
    json.end().field("rows_used", joined.records.rows_used).field("customers", named).field("matched_customers", matched).end();
  }
  json.end().key("notices").list(notices_of(loaded, customers)).end();
  return std::move(json).text();
}

std::string left_out_json(const Loaded& loaded) {
  std::uint64_t total = loaded.orders.left_out.total();
  std::vector<LeftOutRow> rows = loaded.orders.left_out.rows();
  for (const Records& records : loaded.records) {
    total += records.left_out.total();
    rows.insert(rows.end(), records.left_out.rows().begin(), records.left_out.rows().end());
  }
  std::ranges::stable_sort(rows, {}, [](const LeftOutRow& row) { return std::pair(row.file, row.line); });
  JsonWriter json;
  json.object().field("kind", "left_out").field("total", total).key("rows").array();
  for (const LeftOutRow& row : rows)
    json.object().field("file", row.file).field("line", row.line).field("reason", lifeworth::name_of(row.reason)).field("text", row.text).end();
  json.end().end();
  return std::move(json).text();
}

}  // namespace lifeworth
