#include "results/response_base.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "metrics/record_traits.h"
#include "results/survey_file.h"

namespace lifeworth {
namespace {

/// So many answers on average a class and a cell; five classes take away nine tenths of what a trait does (Cochran 1968, Biometrics 24:295).
constexpr std::size_t answers_a_class = 25, answers_a_cell = 15, fewest_classes = 2, most_classes = 5;

/// Purchase days up to which a class goes.
constexpr std::array<std::int32_t, 3> purchase_days_to = {1, 2, 4};

std::int64_t of(const CustomerRow& row, std::size_t trait) { return trait == 0 ? row.value : trait == 1 ? row.age : row.frequency + 1; }

std::vector<double> values_of(const CustomerTable& table, std::size_t trait) {
  std::vector<double> values;
  values.reserve(table.rows.size());
  for (const CustomerRow& row : table.rows) values.push_back(double(of(row, trait)));
  return values;
}

void count(ResponseCell& cell, std::int8_t mark) {
  ++cell.customers;
  if (mark != no_answer) ++cell.said[static_cast<std::size_t>(mark + 1)];
}

}  // namespace

ResponseBase::ResponseBase(const Loaded& loaded, std::span<const ScoreAnswer> answers) : table(customer_table(loaded.log, loaded.log.last_day())) {
  std::vector<std::uint32_t> row_of(loaded.log.customers(), nobody);
  for (std::uint32_t row = 0; row < table.rows.size(); ++row) row_of[table.rows[row].customer] = row;
  marks.assign(table.rows.size(), no_answer);
  Day newest = no_day;
  for (const ScoreAnswer& answer : answers) {
    of_nobody += answer.customer == nobody;
    newest = newest == no_day ? answer.day : std::max(newest, answer.day);
  }
  for (const ScoreAnswer& answer : last_answers(answers, std::nullopt)) {
    if (answer.customer >= row_of.size() || row_of[answer.customer] == nobody) {
      ++answered_without_orders;
      continue;
    }
    marks[row_of[answer.customer]] = answer.mark;
    last.push_back(answer);
  }
  if (newest != no_day) later = static_cast<std::uint64_t>(std::ranges::count_if(table.rows, [newest](const CustomerRow& row) { return row.first_day > newest; }));
  const std::size_t count_of_classes = std::clamp(last.size() / answers_a_class, fewest_classes, most_classes);
  for (std::size_t trait = 0; trait < 2; ++trait) class_of_[trait] = bands_of(values_of(table, trait), count_of_classes);
  for (const CustomerRow& row : table.rows)
    class_of_[2].push_back(static_cast<std::uint8_t>(std::ranges::lower_bound(purchase_days_to, row.frequency + 1) - purchase_days_to.begin()));
  for (std::size_t trait = 0; trait < raked_traits; ++trait) {
    classes[trait].resize(trait == 2 ? purchase_days_to.size() + 1 : count_of_classes);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      CustomerClass& own = classes[trait][class_of_[trait][row]];
      const std::int64_t value = of(table.rows[row], trait);
      own.from = own.cell.customers ? std::min(own.from, value) : value, own.to = own.cell.customers ? std::max(own.to, value) : value;
      count(own.cell, marks[row]);
    }
  }
}

std::size_t ResponseBase::bands() const {
  return std::clamp(static_cast<std::size_t>(std::sqrt(double(last.size()) / answers_a_cell)), fewest_classes, most_classes);
}

std::vector<ResponseCell> ResponseBase::cells() const {
  const auto revenue = bands_of(values_of(table, 0), bands()), tenure = bands_of(values_of(table, 1), bands());
  std::vector<ResponseCell> all(bands() * bands());
  for (std::size_t row = 0; row < table.rows.size(); ++row) count(all[revenue[row] * bands() + tenure[row]], marks[row]);
  return all;
}

std::vector<RakedCell> ResponseBase::raked_cells(Margins& margins) const {
  std::array<std::vector<std::uint8_t>, raked_traits> part;
  for (std::size_t trait = 0; trait < raked_traits; ++trait) {
    // Classes without customers (where many have the same value) are no classes: what they become part of does not matter.
    std::vector<ResponseCell> own;
    std::vector<std::size_t> place;
    for (const CustomerClass& each : classes[trait]) {
      place.push_back(own.size());
      if (each.cell.customers) own.push_back(each.cell);
    }
    const auto joined = joined_classes(own);
    margins[trait].assign(joined.empty() ? 1 : *std::ranges::max_element(joined) + 1u, 0);
    for (const std::size_t at : place) part[trait].push_back(at < joined.size() ? joined[at] : 0);
    for (std::size_t at = 0; at < own.size(); ++at) margins[trait][joined[at]] += double(own[at].customers);
  }
  std::map<std::array<std::uint8_t, raked_traits>, ResponseCell> found;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::array<std::uint8_t, raked_traits> at;
    for (std::size_t trait = 0; trait < raked_traits; ++trait) at[trait] = part[trait][class_of_[trait][row]];
    count(found[at], marks[row]);
  }
  std::vector<RakedCell> cells;
  for (const auto& [at, cell] : found) cells.push_back({at, cell.said, cell.customers});
  return cells;
}

TraitRows ResponseBase::traits(const Loaded& loaded, std::uint64_t own_file) const {
  std::vector<float> contacts;
  // Who answers about a contact has one: that tells nothing.
  const bool about_contacts = std::ranges::any_of(loaded.records, [&](const Records& records) { return is_part_of(loaded, own_file, records.file) && records.kind == RecordKind::contacts; });
  if (!about_contacts) contacts = record_traits(loaded.records, loaded.log.customers()).contacts;
  TraitRows rows;
  rows.traits = contacts.empty() ? 4 : 5;
  rows.values.reserve(rows.traits * table.rows.size());
  for (const CustomerRow& row : table.rows) {
    for (const double value : {std::log1p(std::fmax(0, double(row.value))), double(row.age), std::log(row.frequency + 1.0), double(row.age - row.recency)})
      rows.values.push_back(static_cast<float>(value));
    if (!contacts.empty()) rows.values.push_back(std::log1p(contacts[row.customer]));
  }
  standardise(rows);
  return rows;
}

MiddleAnswers ResponseBase::middle(const ScoreScale& scale) const {
  MiddleAnswers parts;
  for (const ScoreAnswer& answer : last) ++(is_middle(answer.score, scale) ? parts.middle : parts.others)[static_cast<std::size_t>(answer.mark + 1)];
  return parts;
}

}  // namespace lifeworth
