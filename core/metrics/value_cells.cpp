#include "metrics/value_cells.h"

#include <cmath>
#include <utility>

#include "base/special.h"

namespace lifeworth {
namespace {

double number(std::uint64_t n) { return static_cast<double>(n); }

struct Stratum {
  MeanSums own, others;
  void add(const Stratum& more) { own.add(more.own), others.add(more.others); }
  bool is_enough() const { return own.n() >= fewest_in_stratum && others.n() >= fewest_in_stratum; }
};

/// Months are put together from the first on until there are enough of both; what is left at the end goes with the last.
std::vector<Stratum> strata_of(const ValueCells& own, const ValueCells& others, std::size_t age) {
  std::vector<Stratum> strata;
  const std::size_t blocks = own.sums.size() / own.months - 1;
  for (std::size_t block = 0; block < blocks; ++block) {
    const std::size_t before = strata.size();
    Stratum run;
    for (std::size_t at = block * own.months; at < (block + 1) * own.months; ++at) {
      run.own.add(own.sums[at][age]), run.others.add(others.sums[at][age]);
      if (run.is_enough()) strata.push_back(std::exchange(run, {}));
    }
    if (strata.size() > before) strata.back().add(run);
  }
  return strata;
}

}  // namespace

double two_sided(double t, double degrees) {
  return degrees < no_limit_of_degrees ? student_t_two_sided(t, degrees) : std::erfc(std::abs(t) / std::sqrt(2));
}
double quantile_of_t(double degrees) { return degrees < no_limit_of_degrees ? student_t_quantile(0.975, degrees) : z_95; }

Day last_to_reach(int months, Day observation_end) {
  Day day = add_months(observation_end + 1, -months) + 3;  // months end on different days
  while (add_months(day, months) > observation_end + 1) --day;
  return day;
}

std::array<double, value_ages.size()> value_by_ages(const TransactionLog& profit, double factor, std::uint32_t customer, Day joined, Day observation_end) {
  std::array<double, value_ages.size()> value{};
  std::size_t age = 0;
  for (const Transaction& each : profit.of(customer)) {
    if (each.day > observation_end) break;
    if (!each.refund)
      while (age < value.size() && each.day >= add_months(joined, value_ages[age])) ++age;
    if (age < value.size()) value[age] += factor * static_cast<double>(each.value);
  }
  for (age = 1; age < value.size(); ++age) value[age] += value[age - 1];
  return value;
}

MeanSums ValueCells::over_all(std::size_t age) const {
  MeanSums all;
  for (const AgeSums& each : sums) all.add(each[age]);
  return all;
}

void ValueCells::add(const ValueCells& others) {
  for (std::size_t at = 0; at < sums.size(); ++at)
    for (std::size_t age = 0; age < value_ages.size(); ++age) sums[at][age].add(others.sums[at][age]);
}

void MeanOfStrata::add(const MeanSums& part, double weight) {
  const double count = number(part.n()), own = weight * weight * part.variance() / count;
  value += weight * part.mean(), variance += own, by_degrees += own * own / (count - 1), n += part.n();
}

double MeanOfStrata::degrees() const { return by_degrees > 0 ? variance * variance / by_degrees : no_limit_of_degrees; }

Estimate MeanOfStrata::estimate() const {
  const double half = quantile_of_t(degrees()) * std::sqrt(variance);
  return {value, Interval{value - half, value + half}, n};
}

std::optional<double> MeanOfStrata::p() const {
  if (!(variance > 0)) return std::nullopt;
  return two_sided(value / std::sqrt(variance), degrees());
}

MeanOfStrata difference(const MeanOfStrata& one, const MeanOfStrata& other) {
  MeanOfStrata result = one;
  result.value -= other.value, result.variance += other.variance, result.by_degrees += other.by_degrees, result.n += other.n;
  return result;
}

Standardised standardised(const ValueCells& own, const ValueCells& others, std::size_t age) {
  Standardised result;
  const std::vector<Stratum> strata = strata_of(own, others, age);
  result.strata = strata.size();
  double everybody = 0;
  for (const Stratum& each : strata) everybody += number(each.own.n() + each.others.n());
  for (const Stratum& each : strata) {
    const double weight = number(each.own.n() + each.others.n()) / everybody;
    result.own.add(each.own, weight);
    result.others.add(each.others, weight);
  }
  result.own_left_out = own.over_all(age).n() - result.own.n;
  const bool alone = result.own_left_out == 0 && others.over_all(age).n() == result.others.n;
  result.holds = (strata.size() > 1 || !alone) && result.own.n >= fewest_to_measure && result.others.n >= fewest_to_measure;
  return result;
}

}  // namespace lifeworth
