#include "metrics/cohort_values.h"

namespace lifeworth {
namespace {

constexpr std::size_t ages = cohort_ages.size();

using AgeEnds = std::array<Day, ages>;  ///< the first day that each age no longer takes in

/// Reckoned once for each day on which customers joined: those are few, customers may be millions.
class Calendar {
 public:
  explicit Calendar(Day first_day) : first_day_(first_day) {}

  const AgeEnds& ends(Day joined) {
    const auto at = static_cast<std::size_t>(joined - first_day_);
    if (at >= ends_.size()) ends_.resize(at + 1);
    AgeEnds& ends = ends_[at];
    if (ends[0] == 0 && ends[1] == 0)  // two ages cannot both end on 1970-01-01
      for (std::size_t age = 0; age < ages; ++age) ends[age] = add_months(joined, cohort_ages[age]);
    return ends;
  }

 private:
  Day first_day_;
  std::vector<AgeEnds> ends_;
};

/// One customer's purchases by the first age that takes them in; beyond the last age they are in none.
struct Life {
  bool bought = false;
  Day first = 0;
  AgeEnds ends{};
  std::array<std::uint64_t, ages + 1> orders{};
  std::array<Minor, ages + 1> value{};
};

Life life_of(std::span<const Transaction> transactions, Day observation_end, Calendar& calendar) {
  Life life;
  std::size_t age = 0;
  for (const auto& [day, refund, further, value] : transactions) {
    if (day > observation_end) break;
    if (!refund) {
      if (!life.bought) {
        life.bought = true;
        life.first = day;
        life.ends = calendar.ends(day);
      }
      while (age < ages && day >= life.ends[age]) ++age;
      ++life.orders[age];
    }
    life.value[age] += value;  // refunds of purchases that were not seen: the first purchase bears them
  }
  return life;
}

void add(CohortValues& cohort, const Life& life, Day observation_end) {
  ++cohort.customers;
  std::uint64_t orders = 0;
  Minor value = 0;
  for (std::size_t age = 0; age < ages && life.ends[age] <= observation_end + 1; ++age) {
    CohortCell& cell = cohort.cells[age];
    orders += life.orders[age];
    value += life.value[age];
    ++cell.customers;
    cell.bought_again += orders > 1;
    cell.orders.add(static_cast<double>(orders));
    cell.value.add(static_cast<double>(value));
  }
}

void add(CohortValues& all, const CohortValues& cohort) {
  all.customers += cohort.customers;
  for (std::size_t age = 0; age < ages; ++age) {
    CohortCell& cell = all.cells[age];
    const CohortCell& own = cohort.cells[age];
    cell.customers += own.customers;
    cell.bought_again += own.bought_again;
    cell.orders.add(own.orders);
    cell.value.add(own.value);
  }
}

}  // namespace

CohortTable cohort_values(const TransactionLog& log, Day observation_end) {
  CohortTable table;
  const int first_month = month_index(log.first_day()), last_month = month_index(observation_end);
  for (int month = first_month; month <= last_month; ++month) table.cohorts.emplace_back().month = month;
  Calendar calendar(log.first_day());
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    const Life life = life_of(log.of(customer), observation_end, calendar);
    if (!life.bought) continue;
    add(table.cohorts[static_cast<std::size_t>(month_index(life.first) - first_month)], life, observation_end);
  }
  for (const CohortValues& cohort : table.cohorts) add(table.all, cohort);
  std::erase_if(table.cohorts, [](const CohortValues& cohort) { return cohort.customers == 0; });
  return table;
}

}  // namespace lifeworth
