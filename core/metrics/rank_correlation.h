// How well the order of one number goes with the order of another: Spearman's rank correlation, what each customer adds to it, and how many of the top
// by the one are the top by the other. In: values of the same customers. Equal values share the mean of their ranks.
//
// Bonett & Wright's variance (2000, Psychometrika 65:23) holds near the normal distribution. Most customers spend nothing in a given year and many numbers
// are ties, so the variance is taken from the values themselves: the influence of each customer on the correlation (Hampel 1974, JASA 69:383; Efron 1982, The
// Jackknife, the Bootstrap and Other Resampling Plans, 6.3, "infinitesimal jackknife"). With F and G the distribution functions, ties at their middle, u = F(x) − ½
// and v = G(y) − ½, the correlation is E[uv] ÷ √(E[u²] E[v²]), and a customer's influence on E[uv] is
//   uv + A(x) + B(y) − 3 E[uv],  A(x) = E[h(x, X) v(Y)],  h(x, X) = 1 where x < X, ½ where x = X, else 0,  B(y) alike.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/estimate.h"

namespace lifeworth {

/// Numbers in their order.
class Ranks {
 public:
  explicit Ranks(std::span<const double> values);

  std::size_t size() const { return order_.size(); }
  /// u, beside the values.
  const std::vector<double>& centred() const& { return centred_; }
  std::vector<double> centred() && { return std::move(centred_); }
  double variance() const { return variance_; }  ///< mean of u²; 0 where all values are the same
  /// A(x) of every customer for these v, `use(customer, A)`, in no order of customers.
  template <class Use>
  void each_mean_above(std::span<const double> v, Use&& use) const {
    const double n = static_cast<double>(order_.size());
    double above = 0;
    for (std::size_t group = groups_.size() - 1; group-- > 0;) {
      double equal = 0;
      for (std::uint32_t i = groups_[group]; i < groups_[group + 1]; ++i) equal += v[order_[i]];
      for (std::uint32_t i = groups_[group]; i < groups_[group + 1]; ++i) use(order_[i], (above + equal / 2) / n);
      above += equal;
    }
  }
  /// How far each is among the `count` largest (or smallest): 1, 0, or of those equal at the border the share of them that finds room.
  std::vector<float> among(double count, bool largest) const;
  /// The mean of `numbers` over those equal at that border, or, where they are few, over as many around it as `count`.
  double mean_at_border(double count, bool largest, std::span<const float> numbers) const;

 private:
  std::vector<std::uint32_t> order_;   ///< smallest first
  std::vector<std::uint32_t> groups_;  ///< where in the order equal values begin, and the end
  std::vector<double> centred_;
  double variance_ = 0;
};

struct RankCorrelation {
  double value = 0;
  std::vector<float> influence;  ///< of each customer

  /// The interval by Fisher's transformation; none where the order is the same or the opposite throughout.
  Estimate estimate() const;
};

/// Nothing where all values of one of them are the same.
std::optional<RankCorrelation> rank_correlation(const Ranks& x, const Ranks& y);

/// How much stronger the first is, |ρ₁| − |ρ₂|, both of the same customers and with the same second number.
Estimate strength_difference(const RankCorrelation& first, const RankCorrelation& second);

/// What the top by y are: a share of all customers, or all whose y is above a border that stays (who bought anything at all).
enum class Top : std::uint8_t { of_all, above_border };

/// Of the `count` with the largest y the share who are among the `count` largest (or smallest) by x, in expectation if equal ones draw lots.
/// A count of shares it is not: both borders move with the customers. The variance comes from each customer's influence, as above: with a and b being among the
/// top by x and by y, θ the share, q = count ÷ n, and c_x, c_y the means of b at the border by x and of a at that by y,
///   (ab − θq − c_x (a − q) − c_y (b − q)) ÷ q,  and above a border that stays  (ab − θq − c_x (a − q) + (c_x − θ)(b − q)) ÷ q.
/// The interval is Wilson's for as many customers as a plain share with that variance would be of.
Estimate top_share(const Ranks& x, bool largest, const Ranks& y, std::uint64_t count, Top top = Top::of_all);

}  // namespace lifeworth
