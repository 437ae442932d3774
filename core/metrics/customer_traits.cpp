#include "metrics/customer_traits.h"

#include <array>
#include <limits>

#include "metrics/record_traits.h"

namespace lifeworth {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

double purchase_days(const CustomerRow& row) { return row.frequency + 1.0; }

constexpr std::array<std::string_view, 4> quarters = {"first_quarter_1", "first_quarter_2", "first_quarter_3", "first_quarter_4"};

struct FromRow {
  Trait trait;
  double (*of)(const CustomerRow& row);
};

/// Traits that the table's row alone tells; the days since the last purchase are those of its age that recency leaves.
const std::array<FromRow, 7>& from_rows() {
  static const std::array<FromRow, 7> all = {{
      {{.name = "tenure", .unit = Unit::count, .of_history = true, .apart_from_tenure = false}, [](const CustomerRow& row) { return double(row.age); }},
      {{.name = "days_since_last", .unit = Unit::count, .of_history = true}, [](const CustomerRow& row) { return double(row.age - row.recency); }},
      {{.name = "gap", .unit = Unit::count, .of_history = true},
       [](const CustomerRow& row) { return row.frequency > 0 ? double(row.recency) / row.frequency : unknown; }},
      {{.name = "repeat", .unit = Unit::share, .share = true, .part_of_value = true, .of_history = true},
       [](const CustomerRow& row) { return row.frequency > 0 ? 1.0 : 0.0; }},
      {{.name = "purchase_days", .unit = Unit::count, .part_of_value = true, .of_history = true}, [](const CustomerRow& row) { return purchase_days(row); }},
      {{.name = "order_value", .unit = Unit::money, .part_of_value = true}, [](const CustomerRow& row) { return double(row.value) / purchase_days(row); }},
      {{.name = "first_value", .unit = Unit::money, .part_of_value = true}, [](const CustomerRow& row) { return double(row.value - row.repeat_value); }},
  }};
  return all;
}

}  // namespace

CustomerTraits::CustomerTraits(const TransactionLog& log, const CustomerTable& table, std::span<const Records> records, std::optional<Day> until) : table_(table) {
  const RecordTraits found = record_traits(records, log.customers(), until);
  const auto keep = [&](std::string_view name, const std::vector<float>& by_customer) {
    if (by_customer.empty()) return;
    Recorded& kept = recorded_.emplace_back(name);
    for (const CustomerRow& row : table.rows) kept.values.push_back(by_customer[row.customer]);
  };
  keep("contacts", found.contacts);
  keep("score", found.scores);
  keep("contact_score", found.contact_scores);
  keep("handle_seconds", found.handle_seconds);
  first_quarter_.reserve(table.rows.size()), second_after_.reserve(table.rows.size()), refunded_.reserve(table.rows.size());
  for (const CustomerRow& row : table.rows) {
    double bought = 0, refunded = 0;
    int purchases = 0;
    float second = std::numeric_limits<float>::quiet_NaN();
    for (const Transaction& transaction : log.of(row.customer)) {
      if (transaction.day > table.observation_end) break;
      (transaction.refund ? refunded : bought) += static_cast<double>(transaction.value);
      if (!transaction.refund && ++purchases == 2) second = static_cast<float>(transaction.day - row.first_day);
    }
    first_quarter_.push_back(static_cast<std::uint8_t>((civil_of(row.first_day).month - 1) / 3));
    second_after_.push_back(second);
    refunded_.push_back(bought > 0 ? static_cast<float>(-refunded / bought) : std::numeric_limits<float>::quiet_NaN());
  }
}

std::size_t CustomerTraits::count() const { return from_rows().size() + quarters.size() + 2 + recorded_.size(); }

Trait CustomerTraits::trait(std::size_t number) const {
  if (number < from_rows().size()) {
    const FromRow& from = from_rows()[number];
    Trait trait = from.trait;
    trait.values.reserve(table_.rows.size());
    for (const CustomerRow& row : table_.rows) trait.values.push_back(from.of(row));
    return trait;
  }
  const auto column = [](std::string_view name, const std::vector<float>& values) {
    return Trait{.name = name, .unit = Unit::count, .values = {values.begin(), values.end()}};
  };
  number -= from_rows().size();
  if (number < quarters.size()) {
    Trait trait{.name = quarters[number], .unit = Unit::share, .share = true, .apart_from_tenure = false};
    trait.values.reserve(first_quarter_.size());
    for (const std::uint8_t quarter : first_quarter_) trait.values.push_back(quarter == number);
    return trait;
  }
  number -= quarters.size();
  if (number == 0) return column("second_after", second_after_);
  if (number == 1) {
    Trait trait = column("refund_share", refunded_);
    trait.unit = Unit::share;
    trait.part_of_value = true;
    return trait;
  }
  return column(recorded_[number - 2].name, recorded_[number - 2].values);
}

}  // namespace lifeworth
