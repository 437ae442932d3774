#include "metrics/rank_correlation.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "base/counting_sort.h"
#include "base/special.h"
#include "metrics/share.h"

namespace lifeworth {
namespace {

double mean_product(std::span<const double> u, std::span<const double> v) {
  double sum = 0;
  for (std::size_t i = 0; i < u.size(); ++i) sum += u[i] * v[i];
  return sum / static_cast<double>(u.size());
}

/// Whole numbers in the order of numbers.
std::uint64_t rank_key(double value) {
  constexpr std::uint64_t sign = std::uint64_t{1} << 63;
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);  // −0 and 0 are one value
  return bits & sign ? ~bits : bits | sign;
}

/// Places of the values, smallest first, equal ones as they stand.
std::vector<std::uint32_t> sorted(std::span<const double> values) {
  std::vector<std::uint32_t> order(values.size()), room;
  std::iota(order.begin(), order.end(), 0U);
  for (const int half : {0, 32}) counting_sort(order, room, [&](std::uint32_t i) { return static_cast<std::uint32_t>(rank_key(values[i]) >> half); });
  return order;
}

/// Variance of a mean of influences, whose own mean is 0.
double variance_of(double squares, std::size_t n) { return squares / (static_cast<double>(n) * static_cast<double>(n - 1)); }

}  // namespace

Ranks::Ranks(std::span<const double> values) : order_(sorted(values)) {
  const auto begins_group = [&](std::uint32_t i) { return i == 0 || values[order_[i]] != values[order_[i - 1]]; };
  std::size_t groups = 0;
  for (std::uint32_t i = 0; i < order_.size(); ++i) groups += begins_group(i);
  groups_.reserve(groups + 1);
  for (std::uint32_t i = 0; i < order_.size(); ++i)
    if (begins_group(i)) groups_.push_back(i);
  groups_.push_back(static_cast<std::uint32_t>(order_.size()));
  centred_.resize(values.size());
  const double n = static_cast<double>(values.size());
  for (std::size_t group = 0; group + 1 < groups_.size(); ++group)
    for (std::uint32_t i = groups_[group]; i < groups_[group + 1]; ++i) centred_[order_[i]] = (groups_[group] + groups_[group + 1]) / (2 * n) - 0.5;
  if (groups_.size() > 2) variance_ = mean_product(centred_, centred_);
}

std::vector<float> Ranks::among(double count, bool largest) const {
  std::vector<float> shares(order_.size());
  for (std::size_t taken = 0; taken + 1 < groups_.size() && count > 0; ++taken) {
    const std::size_t group = largest ? groups_.size() - 2 - taken : taken;
    const double equal = groups_[group + 1] - groups_[group];
    for (std::uint32_t i = groups_[group]; i < groups_[group + 1]; ++i) shares[order_[i]] = static_cast<float>(std::min(1.0, count / equal));
    count -= equal;
  }
  return shares;
}

double Ranks::mean_at_border(double count, bool largest, std::span<const float> numbers) const {
  // Places are counted from the smallest; the border lies before `place`.
  const double n = static_cast<double>(order_.size()), place = largest ? n - count : count;
  std::size_t group = 0;
  while (group + 2 < groups_.size() && groups_[group + 1] <= place) ++group;
  double from = groups_[group], to = groups_[group + 1];
  if (from == place || to - from < count) from = std::max(0.0, place - count / 2), to = std::min(n, place + count / 2);
  double sum = 0, all = 0;
  for (auto i = static_cast<std::size_t>(from); i < static_cast<std::size_t>(to); ++i) sum += double(numbers[order_[i]]), ++all;
  return all > 0 ? sum / all : 0;
}

std::optional<RankCorrelation> rank_correlation(const Ranks& x, const Ranks& y) {
  if (!(x.variance() > 0 && y.variance() > 0)) return std::nullopt;
  const std::vector<double>&u = x.centred(), &v = y.centred();
  const double product = mean_product(u, v), scale = std::sqrt(x.variance() * y.variance());
  RankCorrelation result{std::clamp(product / scale, -1.0, 1.0), std::vector<float>(u.size())};
  // One column after the other: of a million customers each takes 8 MB.
  std::vector<double> together(u.size()), spread(u.size());
  x.each_mean_above(v, [&](std::uint32_t i, double by_x) { together[i] = u[i] * v[i] + by_x; });
  y.each_mean_above(u, [&](std::uint32_t i, double by_y) { together[i] = together[i] + by_y - 3 * product; });
  x.each_mean_above(u, [&](std::uint32_t i, double own) { spread[i] = (u[i] * u[i] + 2 * own - 3 * x.variance()) / x.variance(); });
  y.each_mean_above(v, [&](std::uint32_t i, double own) {
    const double spread_y = (v[i] * v[i] + 2 * own - 3 * y.variance()) / y.variance();
    result.influence[i] = static_cast<float>(together[i] / scale - result.value / 2 * (spread[i] + spread_y));
  });
  return result;
}

Estimate RankCorrelation::estimate() const {
  const std::size_t n = influence.size();
  const double slope = 1 - value * value;  // of Fisher's transformation, upside down
  if (n < 3 || slope < 1e-12) return {value, std::nullopt, n};
  double squares = 0;
  for (const double each : influence) squares += each * each;
  const double half = student_t_quantile(0.975, static_cast<double>(n - 2)) * std::sqrt(variance_of(squares, n)) / slope, z = std::atanh(value);
  return {value, Interval{std::tanh(z - half), std::tanh(z + half)}, n};
}

Estimate strength_difference(const RankCorrelation& first, const RankCorrelation& second) {
  const std::size_t n = first.influence.size();
  const double sign_1 = first.value < 0 ? -1 : 1, sign_2 = second.value < 0 ? -1 : 1;
  const double difference = sign_1 * first.value - sign_2 * second.value;
  if (n < 3) return {difference, std::nullopt, n};
  double squares = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double each = sign_1 * first.influence[i] - sign_2 * second.influence[i];
    squares += each * each;
  }
  const double half = student_t_quantile(0.975, static_cast<double>(n - 2)) * std::sqrt(variance_of(squares, n));
  return {difference, Interval{difference - half, difference + half}, n};
}

Estimate top_share(const Ranks& x, bool largest, const Ranks& y, std::uint64_t count, Top top) {
  const double n = static_cast<double>(x.size()), wanted = static_cast<double>(count), q = wanted / n;
  const std::vector<float> by_x = x.among(wanted, largest), by_y = y.among(wanted, true);
  double both = 0;
  for (std::size_t i = 0; i < by_x.size(); ++i) both += double(by_x[i]) * double(by_y[i]);
  const double share = both / wanted, at_x = x.mean_at_border(wanted, largest, by_y);
  const double moved = top == Top::above_border ? at_x - share : -y.mean_at_border(wanted, true, by_x);
  double squares = 0;
  for (std::size_t i = 0; i < by_x.size(); ++i) {
    const double a = double(by_x[i]), b = double(by_y[i]), influence = (a * b - share * q - at_x * (a - q) + moved * (b - q)) / q;
    squares += influence * influence;
  }
  // Where all or none were found, or hardly anything varies, the sample does not tell its own variance.
  constexpr double most_telling = 5;
  const double plain = share * (1 - share), variance = variance_of(squares, x.size());
  const double comes_to = plain > 0 && variance > 0 ? std::min(plain / variance, most_telling * wanted) : wanted;
  Estimate found = share_of_expected(share * comes_to, comes_to);
  found.n = count;
  return found;
}

}  // namespace lifeworth
