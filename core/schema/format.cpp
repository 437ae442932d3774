#include "schema/format.h"

#include <algorithm>

#include "base/json_fields.h"
#include "base/text.h"
#include "schema/embedded_formats.h"

namespace lifeworth {
namespace {

using simdjson::dom::array;

/// The reasons a rule may give.
constexpr std::array<LeftOut, 9> rule_reasons = {LeftOut::cancelled, LeftOut::unpaid, LeftOut::refunded, LeftOut::test, LeftOut::not_live,
                                                 LeftOut::other_event, LeftOut::merged, LeftOut::incomplete, LeftOut::total_row};
constexpr std::array<std::string_view, 5> notes = {"no_customer", "no_dates", "live_only", "one_period", "names_only"};

bool take_texts(Fields& fields, std::string_view key, JsonElement value, std::vector<std::string>& out, bool (*plain)(std::string&)) {
  array list;
  if (value.get(list)) return fields.complain(key, "a list of texts"), false;
  for (JsonElement element : list) {
    std::string_view text;
    if (element.get(text)) return fields.complain(key, "a list of texts"), false;
    plain(out.emplace_back(text));
  }
  return true;
}

bool as_folded(std::string& text) { return text = folded_name(text), true; }
bool as_value(std::string& text) { return text = ascii_lowered(trimmed(text)), true; }

void take_signature(Fields& fields, JsonElement value, Format& format) {
  array list;
  if (value.get(list)) return fields.complain("signature", "a list of column names");
  for (JsonElement element : list) {
    std::string_view name;
    auto& alternatives = format.signature.emplace_back();
    if (!element.get(name)) alternatives.push_back(folded_name(name));
    else take_texts(fields, "signature", element, alternatives, as_folded);
  }
}

void take_columns(Fields& fields, JsonElement value, Format& format) {
  simdjson::dom::object object;
  if (value.get(object)) return fields.complain("columns", "an object of roles");
  for (const auto& [key, names] : object) {
    const auto role = std::ranges::find(role_names, key);
    if (role == role_names.end()) return fields.complain("columns", "an object of roles; “" + std::string(key) + "” is none");
    take_texts(fields, "columns", names, format.columns.emplace_back(static_cast<Role>(role - role_names.begin()), std::vector<std::string>{}).second, as_folded);
  }
}

bool take_rule(Fields& fields, JsonElement value, RowRule& rule) {
  simdjson::dom::object object;
  if (value.get(object)) return fields.complain("rules", "a list of objects"), false;
  bool has_test = false, has_reason = false;
  for (const auto& [key, item] : object) {
    std::string_view text;
    bool filled;
    if (key == "column" && !item.get(text)) rule.column = text;
    else if (key == "refund" && !item.get(rule.refund)) has_reason = rule.refund;
    else if (key == "is" || key == "is_not") {
      rule.test = key == "is" ? RowRule::Test::is : RowRule::Test::is_not;
      has_test = take_texts(fields, key, item, rule.values, as_value);
    } else if (key == "filled" && !item.get(filled)) {
      rule.test = filled ? RowRule::Test::filled : RowRule::Test::empty;
      has_test = true;
    } else if (key == "reason" && !item.get(text)) {
      const auto reason = std::ranges::find(rule_reasons, text, [](LeftOut each) { return name_of(each); });
      if (reason == rule_reasons.end()) return fields.complain("reason", "one of the reasons of rules; “" + std::string(text) + "” is none"), false;
      rule.reason = *reason;
      has_reason = true;
    } else {
      return fields.complain("rules", "objects of column, is, is_not, filled, reason and refund"), false;
    }
  }
  if (rule.column.empty() || !has_test || !has_reason) fields.complain("rules", "objects with a column, a test and a reason, or refund");
  return !fields.error;
}

void take_rules(Fields& fields, JsonElement value, Format& format) {
  array list;
  if (value.get(list)) return fields.complain("rules", "a list of objects");
  for (JsonElement element : list)
    if (!take_rule(fields, element, format.rules.emplace_back())) return;
}

Error bad_format(const Error& error) { return {Code::bad_format, error.arguments}; }

}  // namespace

std::string folded_name(std::string_view name) {
  // "Amount spent (*)": the star stands for letters that differ, such as a currency.
  const bool star = name.ends_with("(*)");
  std::string text = folded(name);
  return star ? text + " *" : text;
}

Expected<Format> parse_format(std::string_view json) {
  Format format;
  Fields fields;
  const auto text = [&](std::string_view key, JsonElement value, std::string& out) {
    std::string_view read;
    if (value.get(read)) fields.complain(key, "a text");
    else out = read;
  };
  const auto error = each_field(json, fields, [&](std::string_view key, JsonElement value) {
    if (key == "name") text(key, value, format.name);
    else if (key == "title") text(key, value, format.title);
    else if (key == "certainty") text(key, value, format.certainty);
    else if (key == "source") text(key, value, format.source);
    else if (key == "kind") {
      if (const auto kind = fields.word(key, value, kind_names)) format.kind = static_cast<RecordKind>(*kind);
    } else if (key == "signature") take_signature(fields, value, format);
    else if (key == "columns") take_columns(fields, value, format);
    else if (key == "rules") take_rules(fields, value, format);
    else if (key == "date_order") {
      if (const auto order = fields.word(key, value, std::array<std::string_view, 3>{"ymd", "dmy", "mdy"})) format.date_order = std::array{DateOrder::ymd, DateOrder::dmy, DateOrder::mdy}[*order];
    } else if (key == "decimal_mark") fields.character(key, value, ".,", format.decimal_mark.emplace());
    else if (key == "minor_units") fields.truth(key, value, format.minor_units);
    else if (key == "refund_rows") fields.truth(key, value, format.refund_rows);
    else if (key == "item_rows") fields.truth(key, value, format.item_rows);
    else if (key == "contract") fields.truth(key, value, format.contract);
    else if (key == "sales_channel") fields.truth(key, value, format.sales_channel);
    else if (key == "note") {
      if (const auto note = fields.word(key, value, notes)) format.note = notes[*note];
    } else return false;
    return true;
  });
  if (error) return std::unexpected(bad_format(*error));
  if (format.name.empty() || format.signature.empty() || format.columns.empty())
    return std::unexpected(bad_format(misunderstood("A format needs at least a name, a signature and columns.")));
  if (format.title.empty()) format.title = format.name;
  for (const auto& [role, names] : format.columns)
    if (std::ranges::none_of(roles_of(format.kind), [role](const KindRole& own) { return own.role == role; }))
      return std::unexpected(bad_format(misunderstood("“" + std::string(name_of(role)) + "” is no role of " + std::string(name_of(format.kind)) + ".")));
  return format;
}

Expected<RowRule> parse_row_rule(std::string_view json) {
  simdjson::dom::parser parser;
  JsonElement element;
  if (parser.parse(json.data(), json.size()).get(element)) return std::unexpected(misunderstood("A rule must be a JSON object."));
  Fields fields;
  RowRule rule;
  take_rule(fields, element, rule);
  if (fields.error) return std::unexpected(*fields.error);
  return rule;
}

std::vector<Format> built_in_formats() {
  std::vector<Format> formats;
  for (std::string_view json : embedded_formats())
    if (auto format = parse_format(json)) formats.push_back(std::move(*format));
  return formats;
}

namespace {

/// Whether a column's folded name is what a format calls it; `letters` gets what stands for the star.
bool is_called(std::string_view column, std::string_view name, std::string* letters = nullptr) {
  if (!name.ends_with(" *")) return column == name;
  name.remove_suffix(1);
  if (!column.starts_with(name) || column.size() == name.size()) return false;
  if (letters) *letters = ascii_uppered(column.substr(name.size()));
  return true;
}

std::optional<std::size_t> column_called(const std::vector<std::string>& header, std::string_view name, std::string* letters = nullptr) {
  for (std::size_t column = 0; column < header.size(); ++column)
    if (is_called(header[column], name, letters)) return column;
  return std::nullopt;
}

/// The columns that make up the signature; empty when one is missing.
std::vector<std::size_t> signature_columns(const std::vector<std::string>& header, const Format& format) {
  std::vector<std::size_t> found;
  for (const auto& alternatives : format.signature) {
    std::optional<std::size_t> column;
    for (const std::string& name : alternatives)
      if (!column) column = column_called(header, name);
    if (!column) return {};
    found.push_back(*column);
  }
  return found;
}

}  // namespace

Recognition recognise_format(const std::vector<std::string>& header, const std::vector<Format>& formats) {
  std::vector<std::string> names;
  for (const std::string& name : header) names.push_back(folded(name));
  Recognition best;
  std::size_t most = 0;
  for (const Format& format : formats) {
    const auto signature = signature_columns(names, format);
    if (signature.empty()) continue;
    Recognition recognition{&format, {}, {}, {}};
    for (std::size_t column : signature) recognition.evidence.push_back(header[column]);
    for (const auto& [role, accepted] : format.columns) {
      for (const std::string& name : accepted) {
        std::string letters;
        const auto column = column_called(names, name, &letters);
        if (!column || std::ranges::any_of(recognition.columns, [&](const auto& taken) { return taken.second == *column; })) continue;
        recognition.columns.emplace_back(role, *column);
        if (role == Role::amount && is_currency_code(letters)) recognition.currency = letters;
        break;
      }
    }
    const std::size_t known = 4 * signature.size() + recognition.columns.size();
    if (known > most) most = known, best = std::move(recognition);
  }
  return best;
}

}  // namespace lifeworth
