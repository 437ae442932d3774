#include "models/prediction_profile.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/special.h"
#include "models/forecast.h"

namespace lifeworth {
namespace {

constexpr double within = z_95 * z_95 / 2;  // χ²₁(0.95)/2

// Coordinates in which each way to a limit is one of them going to an end: how alike rates are, the mean rate, the mean tendency to leave, how alike
// that is. Logarithms; times in units of the mean age.
enum Coordinate : std::size_t { rates_alike, rate, leaving, leaving_alike };

/// ln r, ln α, then ln a, ln b or ln s, ln β.
Vector<4> log_theta_at(PurchaseModel model, double log_mean_age, const Vector<4>& u) {
  const double log_alpha = u[rates_alike] - u[rate] + log_mean_age;
  if (model == PurchaseModel::pareto_nbd) return {u[rates_alike], log_alpha, u[leaving_alike], u[leaving_alike] - u[leaving] + log_mean_age};
  return {u[rates_alike], log_alpha, u[leaving] + u[leaving_alike], u[leaving_alike]};
}

Vector<4> coordinates_of(PurchaseModel model, double log_mean_age, const Vector<4>& log_theta) {
  const double log_rate = log_theta[0] - log_theta[1] + log_mean_age;
  if (model == PurchaseModel::pareto_nbd) return {log_theta[0], log_rate, log_theta[2] - log_theta[3] + log_mean_age, log_theta[2]};
  return {log_theta[0], log_rate, log_theta[2] - log_theta[3], log_theta[3]};
}

// As good as infinite: rates that vary by a thousandth of themselves, and less than one in a hundred million leaving. Farther out differences of
// log-gamma would lose their digits.
constexpr double alike = 14, never = -20;

// A purchase in a million lifetimes of the data, and ten thousand in one: no rates are beyond that.
constexpr double rarest = -14, most_often = 9;

Box box_of(PurchaseModel model) {
  // Pareto/NBD's customers leave at once only where −ln β is vast, for what counts is β^s.
  const double at_once = model == PurchaseModel::pareto_nbd ? 100 : 8;
  return {{-alike, rarest, never, -alike}, {alike, most_often, at_once, alike}};
}

struct Edge {
  Limit limit;
  Coordinate coordinate;
  bool high;
};

std::vector<Edge> edges_of(PurchaseModel model) {
  std::vector<Edge> edges = {{Limit::equal_rates, rates_alike, true}, {Limit::equal_dropout, leaving_alike, true}, {Limit::nobody_leaves, leaving, false}};
  if (model == PurchaseModel::pareto_nbd) edges.push_back({Limit::leaves_at_once_or_never, leaving, true});
  else edges.push_back({Limit::leaves_at_once_or_never, leaving_alike, false});
  if (model == PurchaseModel::bg_nbd) edges.push_back({Limit::everybody_leaves, leaving, true});
  return edges;
}

/// The box's edge itself.
Box box_at(const Edge& edge, PurchaseModel model) {
  Box box = box_of(model);
  (edge.high ? box.low : box.high)[edge.coordinate] = (edge.high ? box.high : box.low)[edge.coordinate];
  if (edge.limit == Limit::nobody_leaves) box.low[leaving_alike] = box.high[leaving_alike] = 0;  // how alike in leaving who never leave are
  return box;
}

Vector<4> times_transposed(const Matrix<4>& m, const Vector<4>& v) {
  Vector<4> result{};
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t k = 0; k < 4; ++k) result[i] += m[k][i] * v[k];
  return result;
}

double distance(const Vector<4>& u, const Vector<4>& v) { return std::hypot(std::hypot(u[0] - v[0], u[1] - v[1]), std::hypot(u[2] - v[2], u[3] - v[3])); }

PurchaseFit at_parameters(PurchaseModel model, const Vector<4>& log_theta) {
  PurchaseFit at;
  at.model = model;
  at.log_theta = log_theta;
  return at;
}

/// Ages at which forecasts are worked out for each x: with these, interpolation errs by less than 3e-5 over ten years.
constexpr std::size_t few_ages = 8;

/// Customers of the sketch: many enough for its shape, few enough for a thousand looks at it.
constexpr std::size_t sketched = 2'500;

/// Steps that gain a smaller share of the prediction end a search: the first one, which tells the region's arms apart, and the last.
constexpr double rough = 3e-3, exact = 1e-5;

}  // namespace

LogPrediction base_transactions(double horizon, double discount_rate) {
  return [=](const PurchaseFit& at, std::span<const History> base) {
    const Forecaster forecaster(at, base, horizon, discount_rate, Moments::first, few_ages);
    ForecastSum sum;
    for (const History& history : base) {
      const HistoryForecast each = forecaster(history);
      sum.add(history.customers * each.discounted_transactions, each.log_discounted_gradient);
    }
    Tilt tilt{std::log(sum.value), {}};
    for (std::size_t k = 0; k < 4; ++k) tilt.gradient[k] = sum.by_purchase_parameters[k] / sum.value;
    return tilt;
  };
}

LogPrediction transactions_of(const History& history, double horizon, double discount_rate) {
  return [=, all = base_transactions(horizon, discount_rate)](const PurchaseFit& at, std::span<const History>) {
    return all(at, std::array{History{history.x, history.t_x, history.T, 1}});
  };
}

LogPrediction p_alive_of(const History& history) {
  return [=](const PurchaseFit& at, std::span<const History>) {
    const PurchaseParameters parameters = parameters_at(at.model, at.log_theta);
    const double p = p_alive(parameters, history);
    return Tilt{std::log(p), log_alive_gradient(parameters, history, p)};
  };
}

LikelihoodRidge::LikelihoodRidge(PurchaseModel model, std::span<const History> histories)
    : model_(model), log_mean_age_(base_of(histories).log_mean_age), sample_(sample_of(histories, sketched)) {
  for (std::size_t j = 0; j < 4; ++j) {
    Vector<4> unit{};
    unit[j] = 1;
    const Vector<4> there = log_theta_at(model, 0, unit);
    for (std::size_t i = 0; i < 4; ++i) by_coordinates_[i][j] = there[i];
  }
  if (!sample_.empty()) {
    double customers = 0, drawn = 0;
    for (const History& history : histories) customers += history.customers;
    for (const History& history : sample_) drawn += history.customers;
    for (History& history : sample_) history.customers *= customers / drawn;  // so that the sketch is as steep as the likelihood of all
  }
  all_ = landscape_of(histories);
  sketch_ = sample_.empty() ? all_ : landscape_of(sample_);
  explore();
  find_limits();
}

LikelihoodRidge::Landscape LikelihoodRidge::landscape_of(std::span<const History> histories) const {
  // In the search's coordinates u the gradient is Jᵀg and the Hessian JᵀHJ.
  const auto height = [model = model_, age = log_mean_age_, J = by_coordinates_, by_theta = log_likelihood_of(model_, histories)](const Vector<4>& point) {
    const Slope<4> slope = by_theta(log_theta_at(model, age, point));
    Slope<4> turned{slope.value, times_transposed(J, slope.gradient), {}};
    Matrix<4> half;
    for (std::size_t i = 0; i < 4; ++i) half[i] = times_transposed(J, slope.hessian[i]);
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t j = 0; j < 4; ++j)
        for (std::size_t k = 0; k < 4; ++k) turned.hessian[i][j] += J[k][i] * half[k][j];
    return turned;
  };
  return {histories, height, {}};
}

/// The summit of the sketch, the highest point of each limit, and points to begin from.
void LikelihoodRidge::explore() {
  const auto highest = [&](const Box& box, const std::vector<Vector<4>>& from) {
    Summit best{{}, -HUGE_VAL};
    for (const Vector<4>& start : from) {
      const Summit found = highest_in(box, sketch_.height, start);
      if (found.height > best.height) best = found;
    }
    return best;
  };
  std::vector<Vector<4>> from;
  for (const Vector<4>& start : starts(model_, log_mean_age_)) from.push_back(coordinates_of(model_, log_mean_age_, start));
  Summit& summit = sketch_.summit;
  summit = highest(box_of(model_), from);
  from.push_back(summit.point);
  for (const Edge& edge : edges_of(model_)) {
    at_edges_.push_back(highest(box_at(edge, model_), from));
    if (at_edges_.back().height > summit.height) summit = at_edges_.back();
  }
  from.back() = summit.point;
  for (const Summit& at_edge : at_edges_) from.push_back(at_edge.point);
  const double level = summit.height - within;
  for (const Vector<4>& start : from) {
    const Summit entrance = highest_in(box_of(model_), sketch_.height, start, level);
    const bool known = std::ranges::any_of(entrances_, [&](const Vector<4>& other) { return distance(other, entrance.point) < 1; });
    if (entrance.height >= level && !known) entrances_.push_back(entrance.point);
  }
}

void LikelihoodRidge::find_limits() {
  const std::vector<Edge> edges = edges_of(model_);
  all_.summit = sample_.empty() ? sketch_.summit : highest_in(box_of(model_), all_.height, sketch_.summit.point);
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const Summit& at_edge = at_edges_[i];
    const double height = sample_.empty() ? at_edge.height : highest_in(box_at(edges[i], model_), all_.height, at_edge.point).height;
    if (height >= all_.summit.height - within) limits_.push_back({edges[i].limit, std::fmax(0, all_.summit.height - height)});
  }
  std::ranges::stable_sort(limits_, {}, &LimitFound::below);
}

ReadingAt LikelihoodRidge::reading_of(const LogPrediction& prediction, std::span<const History> base) const {
  return [=, this](const Vector<4>& point) {
    Tilt tilt = prediction(at_parameters(model_, log_theta_at(model_, log_mean_age_, point)), base);
    tilt.gradient = times_transposed(by_coordinates_, tilt.gradient);
    return tilt;
  };
}

/// The region need not be convex, so there can be several extremes: roughly from all entrances, and from the best of them exactly.
Extreme LikelihoodRidge::extreme(const LogPrediction& prediction, int sign) const {
  const ReadingAt sketched_reading = reading_of(prediction, sketch_.histories);
  Extreme best{{}, -sign * HUGE_VAL, 0, false};
  for (const Vector<4>& entrance : entrances_) {
    const Extreme found = extreme_above(sketch_.summit.height - within, box_of(model_), sketch_.height, sketched_reading, sign, entrance, rough);
    if (sign * found.value > sign * best.value) best = found;
  }
  return extreme_above(all_.summit.height - within, box_of(model_), all_.height, reading_of(prediction, all_.histories), sign, best.point, exact);
}

std::optional<ProfiledPrediction> LikelihoodRidge::range_of(const LogPrediction& prediction) const {
  // Repeats in no time at all make every rate too small.
  if (entrances_.empty() || all_.summit.point[rate] >= most_often) return std::nullopt;
  const double at_highest = reading_of(prediction, all_.histories)(all_.summit.point).value;
  if (!std::isfinite(at_highest)) return std::nullopt;
  const Extreme least = extreme(prediction, -1), greatest = extreme(prediction, 1);
  if (!least.bounded || !greatest.bounded) return std::nullopt;
  return ProfiledPrediction{std::exp(at_highest), {std::exp(std::fmin(least.value, at_highest)), std::exp(std::fmax(greatest.value, at_highest))}};
}

}  // namespace lifeworth
