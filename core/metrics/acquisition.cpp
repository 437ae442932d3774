#include "metrics/acquisition.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"

namespace lifeworth {
namespace {

/// Neighbouring whole months: the later's customers and spend a day less the earlier's, with the weight that a Poisson count would give them.
struct Step {
  double customers, spend, weight;
};

std::vector<Step> steps_of(std::span<const AcquisitionMonth> months) {
  std::vector<Step> steps;
  for (std::size_t i = 1; i < months.size(); ++i) {
    const AcquisitionMonth &before = months[i - 1], &month = months[i];
    if (!before.whole || !month.whole || month.month != before.month + 1) continue;
    const double a = before.days.days(), b = month.days.days();
    const double rate = std::fmax(before.customers + month.customers, 0.5) / (a + b);
    steps.push_back({month.customers / b - before.customers / a, month.spend / b - before.spend / a, 1 / (rate * (1 / a + 1 / b))});
  }
  return steps;
}

/// μ with (count − μ)² = q²φμ, to both sides.
Interval score_interval(double count, double phi, double q) {
  const double middle = count + q * q * phi / 2, half = q * std::sqrt(phi * count + q * q * phi * phi / 4);
  return {std::fmax(0, middle - half), middle + half};
}

double sum_on(const SpendRow& row, DayRange days) {
  const Day first = std::max(row.first, days.first), last = std::min(row.last, days.last);
  if (last < first) return 0;
  if (first == row.first && last == row.last) return static_cast<double>(row.amount);
  double sum = 0;
  for (Day day = first; day <= last; ++day) sum += static_cast<double>(money_on(row, day));
  return sum;
}

std::size_t before(std::span<const Day> sorted, Day day) { return static_cast<std::size_t>(std::ranges::lower_bound(sorted, day) - sorted.begin()); }

}  // namespace

CountScatter scatter_of(std::span<const AcquisitionMonth> months) {
  CountScatter scatter;
  scatter.months = static_cast<std::size_t>(std::ranges::count_if(months, &AcquisitionMonth::whole));
  const std::vector<Step> steps = steps_of(months);
  if (steps.size() + 1 < fewest_months_of_scatter) return scatter;
  double squares = 0, together = 0, spend = 0;
  for (const Step& step : steps) {
    squares += step.weight * step.customers * step.customers;
    together += step.weight * step.customers * step.spend;
    spend += step.weight * step.spend * step.spend;
  }
  const double n = static_cast<double>(steps.size()), explained = spend > 0 ? together * together / spend : 0, used = spend > 0 ? 1 : 0;
  scatter.phi = std::fmax(1, (squares - explained) / (n - used));
  // Steps that share a month tell two thirds of what as many apart would, and counts that scatter are skewed, so that their squares tell less again.
  scatter.degrees = (n - used) / 2;
  return scatter;
}

Interval count_interval(double count, const CountScatter& scatter) {
  const Interval poisson = score_interval(count, 1, z_95);
  if (!(scatter.degrees > 0)) return poisson;
  const Interval scattered = score_interval(count, scatter.phi, student_t_quantile(0.975, scatter.degrees));
  return scatter.phi > 1 ? Interval{std::fmin(poisson.low, scattered.low), std::fmax(poisson.high, scattered.high)} : poisson;
}

std::optional<Estimate> cost_per_customer(double spend, double customers, const CountScatter& scatter, double each) {
  if (!(customers > 0)) return std::nullopt;
  const Interval count = count_interval(customers, scatter);
  Estimate cost{spend / customers + each, std::nullopt, static_cast<std::uint64_t>(std::llround(customers))};
  if (spend >= 0 && count.low > 0) cost.interval = {spend / count.high + each, spend / count.low + each};
  return cost;
}

std::optional<MarginalCost> marginal_cost(std::span<const AcquisitionMonth> months) {
  // Days of a month differ: both are taken a day. x and y are what time leaves of spend and customers (Frisch & Waugh 1933, Econometrica 1).
  std::vector<double> t, x, y;
  for (const AcquisitionMonth& month : months) {
    if (!month.whole) continue;
    t.push_back(month.month);
    x.push_back(month.spend / month.days.days());
    y.push_back(month.customers / month.days.days());
  }
  const std::size_t n = t.size();
  if (n < fewest_months_of_slope) return std::nullopt;
  const auto mean = [n](const std::vector<double>& of) {
    double sum = 0;
    for (const double each : of) sum += each;
    return sum / static_cast<double>(n);
  };
  const double middle = mean(t), mean_spend = mean(x), mean_customers = mean(y);
  double tt = 0, tx = 0, ty = 0;
  for (std::size_t i = 0; i < n; ++i) t[i] -= middle, tt += t[i] * t[i], tx += t[i] * x[i], ty += t[i] * y[i];
  double xx = 0, xy = 0;
  for (std::size_t i = 0; i < n; ++i) {
    x[i] -= mean_spend + tx / tt * t[i];
    y[i] -= mean_customers + ty / tt * t[i];
    xx += x[i] * x[i], xy += x[i] * y[i];
  }
  MarginalCost result;
  result.months = n;
  result.varied = mean_spend > 0 && std::sqrt(xx / static_cast<double>(n)) >= 0.05 * mean_spend;
  if (!result.varied) return result;
  result.slope = xy / xx;
  double variance = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double leverage = 1 / static_cast<double>(n) + t[i] * t[i] / tt + x[i] * x[i] / xx;
    const double residual = (y[i] - result.slope * x[i]) / std::fmax(1 - leverage, 1e-6);
    variance += x[i] * x[i] * residual * residual;
  }
  const double half = student_t_quantile(0.975, static_cast<double>(n - 3)) * std::sqrt(variance) / xx;
  result.low = result.slope - half, result.high = result.slope + half;
  if (result.low > 0) result.cost = Estimate{1 / result.slope, Interval{1 / result.high, 1 / result.low}, n};
  else if (result.high > 0) result.at_least = 1 / result.high;
  return result;
}

std::vector<Day> first_purchase_days(const TransactionLog& log, Day observation_end) {
  std::vector<Day> days;
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    const auto own = log.of(customer);
    const auto first = std::ranges::find(own, false, &Transaction::refund);
    if (first != own.end() && first->day <= observation_end) days.push_back(first->day);
  }
  std::ranges::sort(days);
  return days;
}

CountedSpend counted_spend(const Spend& spend, std::span<const Day> first_days, DayRange observed, bool acquisition_only, Day lag) {
  CountedSpend counted;
  counted.window = {std::max(spend.first_day + lag, observed.first), std::min(spend.last_day + lag, observed.last)};
  if (spend.rows.empty() || counted.window.empty()) return counted;
  for (int month = month_index(counted.window.first); month <= month_index(counted.window.last); ++month) {
    AcquisitionMonth& own = counted.months.emplace_back();
    own.month = month;
    const Day begin = *day_of({month / 12, static_cast<unsigned>(month % 12) + 1, 1}), end = add_months(begin, 1) - 1;
    own.days = {std::max(begin, counted.window.first), std::min(end, counted.window.last)};
    own.whole = own.days.first == begin && own.days.last == end;
    own.customers = static_cast<double>(before(first_days, own.days.last + 1) - before(first_days, own.days.first));
    counted.customers += own.customers;
  }
  const int first_month = counted.months.front().month;
  for (const SpendRow& row : spend.rows) {
    if (acquisition_only && !row.acquisition) continue;
    const Day first = std::max(row.first + lag, counted.window.first), last = std::min(row.last + lag, counted.window.last);
    for (Day day = first; day <= last;) {
      AcquisitionMonth& own = counted.months[static_cast<std::size_t>(month_index(day) - first_month)];
      const double part = sum_on(row, {own.days.first - lag, own.days.last - lag});
      own.spend += part;
      counted.spend += part;
      day = own.days.last + 1;
    }
  }
  return counted;
}

}  // namespace lifeworth
