#include "schema/recognise.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "schema/header_words.h"

namespace lifeworth {
namespace {

std::string_view cell_at(const std::vector<std::string>& row, std::size_t column) {
  return column < row.size() ? trimmed(row[column]) : std::string_view();
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos && text.find(' ') == std::string_view::npos;
}

/// A date column may be written in any accepted form; months over 12 in both places are no dates.
bool is_date(std::string_view text) {
  const auto date = WrittenDate::parse(text);
  return date && (date->day(DateOrder::dmy) || date->day(DateOrder::mdy));
}

struct Candidate {
  double score = 0;
  std::vector<Sentence> reasons;
};

Sentence by_name(std::string_view header) { return {Code::guess_by_name, {{"header", std::string(header)}}}; }
Sentence by_values(Code code, double share) { return {code, {{"percent", std::int64_t(share * 100 + 0.5)}}}; }

/// How well a column fits a role: 0 (cannot be) up to about 3, with reasons.
Candidate fit(Role role, std::string_view header, const ColumnProfile& column) {
  const double name = header_score(role, header);
  Candidate candidate;
  if (column.cells == 0) return candidate;
  const auto value_reason = [&](Code code, double share) { candidate.reasons.push_back(by_values(code, share)); };
  switch (role) {
    case Role::date:
      if (column.dates < 0.6) return candidate;
      candidate.score = 0.8 * column.dates + name;
      value_reason(Code::guess_values_dates, column.dates);
      break;
    case Role::amount:
      if (column.amounts < 0.6 || column.dates > 0.9) return candidate;
      candidate.score = 0.3 * column.amounts + 0.4 * column.decimals + name;
      value_reason(Code::guess_values_amounts, column.amounts);
      break;
    case Role::customer:
      if (column.dates > 0.9 || column.decimals > 0.5 || (column.cells > 3 && column.distinct * double(column.cells) < 2 && name <= 0)) return candidate;
      // Customers come back: an id that never repeats is rather the order's.
      candidate.score = 0.9 * column.emails + (column.distinct < 0.98 ? 0.2 : 0.0) + name;
      if (column.emails > 0.6) value_reason(Code::guess_values_emails, column.emails);
      else if (column.distinct < 0.98) value_reason(Code::guess_values_repeat, 1 - column.distinct);
      if (candidate.score < 0.5) candidate.score = 0;
      break;
    case Role::order_id:
      // A column merely called "id" is the order's only if it hardly repeats; line items of one order repeat a real order number.
      if (column.dates > 0.9 || column.decimals > 0.5 || name <= 0 || (name < 0.5 && column.distinct < 0.9)) return candidate;
      candidate.score = name + 0.3 * column.distinct;
      value_reason(Code::guess_values_distinct, column.distinct);
      break;
    case Role::currency:
      // A column that is called so needs fewer codes: one that is missed lets amounts be added that must not be.
      if (column.currencies < (name > 0 ? 0.3 : 0.9)) return candidate;
      candidate.score = column.currencies + name;
      value_reason(Code::guess_values_currencies, column.currencies);
      break;
  }
  if (name > 0 && candidate.score > 0) candidate.reasons.insert(candidate.reasons.begin(), by_name(header));
  return candidate;
}

}  // namespace

ColumnProfile profile_of(const Sample& sample, std::size_t column) {
  ColumnProfile profile;
  std::unordered_set<std::string_view> seen;
  std::size_t dates = 0, amounts = 0, decimals = 0, emails = 0, currencies = 0;
  for (const auto& row : sample.rows) {
    const std::string_view text = cell_at(row, column);
    if (text.empty()) continue;
    ++profile.cells;
    seen.insert(text);
    dates += is_date(text);
    emails += is_email(text);
    currencies += text.size() == 3 && is_currency_code(ascii_uppered(text));
    if (const auto amount = WrittenAmount::parse(text)) {
      ++amounts;
      decimals += amount->mark != WrittenAmount::Mark::none || amount->sign_text[0] != 0;
    }
  }
  if (profile.cells == 0) return profile;
  const auto share = [&](std::size_t count) { return double(count) / double(profile.cells); };
  profile.dates = share(dates);
  profile.amounts = share(amounts);
  profile.decimals = share(decimals);
  profile.emails = share(emails);
  profile.currencies = share(currencies);
  profile.distinct = share(seen.size());
  return profile;
}

bool first_row_is_header(std::span<const std::vector<std::string>> rows) {
  if (rows.empty()) return false;
  if (rows.size() == 1) return std::ranges::none_of(rows[0], [](const std::string& cell) { return is_date(trimmed(cell)); });
  // A name where the rows below have dates or numbers speaks for a header; a date or number in the first row against it.
  int names = 0, values = 0;
  for (std::size_t column = 0; column < rows[0].size(); ++column) {
    const std::string_view first = cell_at(rows[0], column);
    const auto is_value = [](std::string_view text) { return is_date(text) || WrittenAmount::parse(text).has_value(); };
    std::size_t below = 0, typed = 0;
    for (const auto& row : rows.subspan(1)) {
      const std::string_view text = cell_at(row, column);
      below += !text.empty();
      typed += !text.empty() && is_value(text);
    }
    const bool column_is_typed = below > 0 && typed * 10 >= below * 8;
    if (is_value(first)) ++values;
    else if (column_is_typed && !first.empty()) ++names;
    else if (is_email(first)) ++values;
  }
  if (names != values) return names > values;
  if (values > 0) return false;
  const auto& names_row = rows[0];
  const auto names_a_role = [](const std::string& cell) { return std::ranges::any_of(roles, [&](Role role) { return header_score(role, cell) > 0; }); };
  if (std::ranges::any_of(names_row, names_a_role)) return true;
  // All text: a header's names are words, all there, all different, and do not come again below.
  for (std::size_t column = 0; column < names_row.size(); ++column) {
    const std::string_view name = cell_at(names_row, column);
    if (name.empty() || std::ranges::any_of(name, is_digit)) return false;
    for (std::size_t other = 0; other < column; ++other)
      if (cell_at(names_row, other) == name) return false;
    for (const auto& row : rows.subspan(1))
      if (cell_at(row, column) == name) return false;
  }
  return true;
}

Mapping guess_mapping(const Sample& sample) {
  struct Offer {
    Role role;
    std::size_t column;
    Candidate candidate;
  };
  std::vector<Offer> offers;
  for (std::size_t column = 0; column < sample.header.size(); ++column) {
    const ColumnProfile profile = profile_of(sample, column);
    for (Role role : roles) {
      Candidate candidate = fit(role, sample.header[column], profile);
      if (candidate.score > 0) offers.push_back({role, column, std::move(candidate)});
    }
  }
  // Best offers first; the stable sort keeps the file's order among equals.
  std::ranges::stable_sort(offers, std::ranges::greater{}, [](const Offer& offer) { return offer.candidate.score; });
  Mapping mapping;
  std::vector<bool> taken(sample.header.size());
  for (Offer& offer : offers) {
    ColumnChoice& choice = mapping[offer.role];
    if (choice.column || taken[offer.column]) continue;
    choice.column = offer.column;
    choice.reasons = std::move(offer.candidate.reasons);
    taken[offer.column] = true;
  }
  return mapping;
}

}  // namespace lifeworth
