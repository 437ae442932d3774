#include "results/reading_json.h"

#include <algorithm>

#include "results/json_writer.h"

namespace lifeworth {
namespace {

constexpr std::string_view encoding_names[] = {"utf-8", "utf-16le", "utf-16be"};
constexpr std::string_view kind_names[] = {"csv", "json_array", "json_object", "json_lines"};
constexpr std::string_view order_names[] = {"auto", "ymd", "dmy", "mdy"};
constexpr std::size_t shown_rows = 8;

std::string_view name_of(SetBy by) { return by == SetBy::person ? "person" : "guess"; }
std::string one(char c) { return std::string(1, c); }

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

void write_mapping(JsonWriter& json, const Mapping& mapping) {
  json.key("mapping").object();
  for (Role role : roles) {
    const ColumnChoice& choice = mapping[role];
    json.key(lifeworth::name_of(role)).object().key("column");
    if (choice.column) json.value(*choice.column);
    else json.null();
    json.field("by", name_of(choice.by)).key("reasons").array();
    for (const Sentence& reason : choice.reasons) json.value(reason);
    json.end().end();
  }
  write_choice(json, "date_order", order_names[static_cast<std::size_t>(mapping.date_order.value)], mapping.date_order.by);
  write_choice(json, "decimal_mark", mapping.decimal_mark.value ? one(mapping.decimal_mark.value) : "auto", mapping.decimal_mark.by);
  write_choice(json, "currency_code", mapping.currency.value, mapping.currency.by);
  json.end();
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

std::vector<Sentence> notices_of(const Orders& orders, const TransactionLog& log, const FileCounts& counts) {
  std::vector<Sentence> notices;
  const auto count = [&](Code code, std::uint64_t n) {
    if (n) notices.push_back({code, {{"count", std::int64_t(n)}}});
  };
  const std::uint32_t first = orders.orders.front().customer;
  if (std::ranges::all_of(orders.orders, [first](const Order& order) { return order.customer == first; }))
    notices.push_back({Code::one_customer, {{"rows", std::int64_t(orders.orders.size())}, {"customer", std::string(orders.customers[first])}}});
  if (log.first_day() == log.last_day()) notices.push_back({Code::one_day, {{"day", iso_text(log.first_day())}}});
  for (const ReadAs& as : orders.read_as) {
    add_date_notices(as, notices);
    if (as.decimal_asked)
      notices.push_back({Code::decimal_mark_unclear, {{"count", std::int64_t(as.amounts.either_comma + as.amounts.either_point)}, {"mark", one(as.decimal_mark)}}});
  }
  if (!orders.unread_columns.empty()) notices.push_back({Code::unread_columns, {{"columns", joined(orders.unread_columns)}}});
  count(Code::negative_rows_netted, log.refunds());
  count(Code::shared_order_ids, orders.shared_order_ids);
  count(Code::rounded_amounts, orders.rounded);
  count(Code::repaired_bytes, counts.repaired_bytes);
  count(Code::blank_lines, counts.lines.blank);
  return notices;
}

}  // namespace

std::vector<Sentence> missing_columns(const Reading& reading, const Mapping& mapping) {
  const auto needs = [&](Code code) { return Sentence{code, {{"columns", joined(reading.sample.header)}}}; };
  // A table of one column is read for scripts that want its rows; orders need three.
  if (reading.sample.header.size() < 2) return {Sentence{Code::one_column}};
  std::vector<Sentence> missing;
  if (!mapping[Role::customer].column) missing.push_back(needs(Code::no_customer_column));
  if (!mapping[Role::date].column) missing.push_back(needs(Code::no_date_column));
  if (!mapping[Role::amount].column) missing.push_back(needs(Code::no_amount_column));
  return missing;
}

std::string reading_json(const Reading& reading, const Mapping& mapping) {
  JsonWriter json;
  json.object().field("encoding", encoding_names[static_cast<std::size_t>(reading.encoding.encoding)]);
  json.field("text", kind_names[static_cast<std::size_t>(reading.kind)]);
  if (reading.kind == TextKind::csv)
    json.key("dialect").object().field("delimiter", one(reading.dialect.delimiter)).field("quote", one(reading.dialect.quote)).end();
  json.field("has_header", reading.has_header());
  json.field("preamble_rows", reading.layout.preamble_rows).field("header_rows", reading.layout.header_rows);
  json.key("header").array();
  for (const std::string& name : reading.sample.header) json.value(name);
  json.end().key("rows").array();
  for (std::size_t i = 0; i < std::min(shown_rows, reading.sample.rows.size()); ++i) {
    json.array();
    for (const std::string& cell : reading.sample.rows[i]) json.value(cell);
    json.end();
  }
  json.end();
  write_mapping(json, mapping);
  json.key("missing").array();
  for (const Sentence& sentence : missing_columns(reading, mapping)) json.value(sentence);
  json.end().end();
  return std::move(json).text();
}

std::string summary_json(const Orders& orders, const TransactionLog& log, const FileCounts& counts) {
  JsonWriter json;
  json.object().field("kind", "summary").field("rows_read", orders.rows_read).field("rows_used", orders.orders.size());
  json.field("rows_left_out", orders.rows_left_out()).key("left_out").array();
  for (std::size_t reason = 0; reason < orders.left_out.size(); ++reason)
    if (orders.left_out[reason]) json.object().field("reason", left_out_names[reason]).field("rows", orders.left_out[reason]).end();
  const LineAccount& lines = counts.lines;
  json.end().field("blank_lines", lines.blank);
  json.key("lines").object().field("all", lines.lines).field("preamble", lines.preamble).field("header", lines.header).field("blank", lines.blank);
  json.field("continued", lines.continued).end();
  json.field("customers", log.active_customers()).field("orders", log.orders()).field("refunds", log.refunds()).field("refunded", log.refunded());
  json.field("total", log.total()).field("currency", orders.currency).field("minor_digits", minor_digits(orders.currency));
  json.field("first_day", iso_text(log.first_day())).field("last_day", iso_text(log.last_day()));
  json.key("read_as").array();
  for (const ReadAs& as : orders.read_as)
    json.object().field("date_order", order_names[static_cast<std::size_t>(as.date_order)]).field("decimal_mark", one(as.decimal_mark)).end();
  json.end().key("notices").array();
  for (const Sentence& notice : notices_of(orders, log, counts)) json.value(notice);
  json.end().end();
  return std::move(json).text();
}

std::string left_out_json(const Orders& orders) {
  JsonWriter json;
  json.object().field("kind", "left_out").field("total", orders.rows_left_out()).key("rows").array();
  for (const LeftOutRow& row : orders.left_out_rows)
    json.object().field("file", row.file).field("line", row.line).field("reason", left_out_names[static_cast<std::size_t>(row.reason)]).field("text", row.text).end();
  json.end().end();
  return std::move(json).text();
}

}  // namespace lifeworth
