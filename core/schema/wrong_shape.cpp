#include "schema/wrong_shape.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "read/json_columns.h"
#include "read/month_names.h"
#include "schema/first_row.h"

namespace lifeworth {
namespace {

constexpr std::size_t periods_that_tell = 3, names_told = 4;

/// What one part of a period's name is.
enum class Part : std::uint8_t { other, month, quarter, year, number, joint };

Part part_of(std::string_view word) {
  if (std::ranges::all_of(word, is_digit)) {
    if (word.size() == 4 && (word.starts_with("19") || word.starts_with("20"))) return Part::year;
    return word.size() <= 2 ? Part::number : Part::other;
  }
  if (word.size() == 2 && std::string_view("QqTt").contains(word[0]) && word[1] >= '1' && word[1] <= '4') return Part::quarter;
  return month_of(word) ? Part::month : joins_date_parts(word) ? Part::joint : Part::other;
}

std::string some_of(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), names_told); ++i) (text += i ? ", " : "") += names[i];
  return names.size() > names_told ? text + " …" : text;
}

/// The cells of a row that are times, when there are enough of them.
std::vector<std::string_view> periods_in(const std::vector<std::string>& row, bool days_too) {
  std::vector<std::string_view> found;
  for (const std::string& cell : row)
    if (is_period(trimmed(cell)) && (days_too || !is_date(trimmed(cell)))) found.push_back(trimmed(cell));
  if (found.size() < periods_that_tell) found.clear();
  return found;
}

/// A report: customers in rows, times in columns.
std::optional<Sentence> cross_table(const Reading& reading) {
  std::vector<std::string_view> periods;
  if (reading.has_header()) periods = periods_in(reading.sample.header, true);
  // Years over months keep the first lines from being taken for a header. A row of orders may have several days.
  for (std::size_t i = 0; !reading.has_header() && periods.empty() && i < std::min<std::size_t>(reading.sample.rows.size(), 3); ++i)
    periods = periods_in(reading.sample.rows[i], false);
  if (periods.empty()) return std::nullopt;
  return Sentence{Code::cross_table, {{"columns", some_of(periods)}}};
}

bool holds_several_dates(std::string_view cell) {
  constexpr std::string_view between = "; ";
  std::size_t dates = 0;
  for (std::size_t end = 0; end != std::string_view::npos; cell.remove_prefix(end == std::string_view::npos ? 0 : end + between.size())) {
    end = cell.find(between);
    if (!is_date(trimmed(cell.substr(0, end)))) return false;
    ++dates;
  }
  return dates > 1;
}

/// JSON: customers, each with a list of orders.
std::optional<Sentence> nested_orders(const Reading& reading) {
  const auto& header = reading.sample.header;
  for (const std::string& count : header) {
    if (reading.kind == TextKind::csv || !counts_entries(count)) continue;
    const std::string list = count.substr(0, count.size() - 1);
    for (std::size_t column = 0; column < header.size(); ++column) {
      if (!header[column].starts_with(list)) continue;
      if (std::ranges::any_of(reading.sample.rows, [column](const auto& row) { return holds_several_dates(cell_at(row, column)); }))
        return Sentence{Code::nested_orders, {{"list", list.substr(0, list.size() - 1)}}};
    }
  }
  return std::nullopt;
}

}  // namespace

bool is_period(std::string_view name) {
  if (is_date(name)) return true;
  std::size_t months = 0, quarters = 0, years = 0, numbers = 0;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find_first_of(" -/.'_,"), name.size());
    const std::string_view word = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
    if (word.empty()) continue;
    const Part part = part_of(word);
    if (part == Part::other) return false;
    months += part == Part::month, quarters += part == Part::quarter, years += part == Part::year, numbers += part == Part::number;
  }
  if (quarters) return quarters == 1 && months == 0 && years + numbers == 1;  // "Q1" alone is a question of a survey
  if (months) return months == 1 && years + numbers <= 1;
  return years == 1 && numbers <= 1;
}

std::optional<Sentence> wrong_shape(const Reading& reading, const Mapping& mapping) {
  if (reading.aligned) return Sentence{Code::aligned_columns};
  if (!mapping.format.empty() || mapping[Role::date].by == SetBy::person) return std::nullopt;
  const bool lacks_some = std::ranges::any_of(roles_of(mapping.kind.value), [&](const KindRole& own) { return own.required && !mapping[own.role].column; });
  if (!lacks_some && mapping.kind.value != RecordKind::orders) return std::nullopt;
  if (auto sentence = cross_table(reading)) return sentence;
  return lacks_some ? nested_orders(reading) : std::nullopt;
}

}  // namespace lifeworth
