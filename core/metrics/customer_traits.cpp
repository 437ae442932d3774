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
      {{"tenure", Unit::count, false, false, false, {}}, [](const CustomerRow& row) { return double(row.age); }},
      {{"days_since_last", Unit::count, false, false, true, {}}, [](const CustomerRow& row) { return double(row.age - row.recency); }},
      {{"gap", Unit::count, false, false, true, {}}, [](const CustomerRow& row) { return row.frequency > 0 ? double(row.recency) / row.frequency : unknown; }},
      {{"repeat", Unit::share, true, true, true, {}}, [](const CustomerRow& row) { return row.frequency > 0 ? 1.0 : 0.0; }},
      {{"purchase_days", Unit::count, false, true, true, {}}, [](const CustomerRow& row) { return purchase_days(row); }},
      {{"order_value", Unit::money, false, true, true, {}}, [](const CustomerRow& row) { return double(row.value) / purchase_days(row); }},
      {{"first_value", Unit::money, false, true, true, {}}, [](const CustomerRow& row) { return double(row.value - row.repeat_value); }},
  }};
  return all;
}

}  // namespace

CustomerTraits::CustomerTraits(const TransactionLog& log, const CustomerTable& table, std::span<const Records> records) : table_(table) {
  const RecordTraits found = record_traits(records, log.customers());
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
    if (!found.contacts.empty()) contacts_.push_back(found.contacts[row.customer]);
    if (!found.scores.empty()) scores_.push_back(found.scores[row.customer]);
  }
}

std::size_t CustomerTraits::count() const { return from_rows().size() + quarters.size() + 2 + !contacts_.empty() + !scores_.empty(); }

Trait CustomerTraits::trait(std::size_t number) const {
  if (number < from_rows().size()) {
    const FromRow& from = from_rows()[number];
    Trait trait = from.trait;
    trait.values.reserve(table_.rows.size());
    for (const CustomerRow& row : table_.rows) trait.values.push_back(from.of(row));
    return trait;
  }
  const auto column = [](std::string_view name, Unit unit, bool part, const std::vector<float>& values) {
    return Trait{name, unit, false, part, true, {values.begin(), values.end()}};
  };
  number -= from_rows().size();
  if (number < quarters.size()) {
    Trait trait{quarters[number], Unit::share, true, false, false, {}};
    trait.values.reserve(first_quarter_.size());
    for (const std::uint8_t quarter : first_quarter_) trait.values.push_back(quarter == number);
    return trait;
  }
  number -= quarters.size();
  if (number == 0) return column("second_after", Unit::count, false, second_after_);
  if (number == 1) return column("refund_share", Unit::share, true, refunded_);
  return number == 2 && !contacts_.empty() ? column("contacts", Unit::count, false, contacts_) : column("score", Unit::count, false, scores_);
}

}  // namespace lifeworth
