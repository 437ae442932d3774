#include "models/bg_bb_forecast.h"

#include <span>

namespace lifeworth::bg_bb {

Forecaster::Forecaster(const Fit<4>& fit, int opportunities, double discount)
    : parameters_(parameters_at(fit.log_theta)),
      outlooks_(by_differences(
          [opportunities, discount](const Vector<4>& log_theta, double x, double n, Moments) {
            return forecast_if_alive(parameters_at(log_theta), static_cast<int>(x), static_cast<int>(n), opportunities, discount);
          },
          fit.log_theta, Moments::second)) {}

HistoryForecast Forecaster::operator()(const History& h) {
  const auto [found, added] = if_alive_.try_emplace({h.x, h.n});
  if (added) {
    const double n = h.n;
    found->second = outlooks_(h.x, std::span(&n, 1)).front();
  }
  return of_alive(p_alive(parameters_, h.x, h.t_x, h.n), log_alive_gradient(parameters_, h), found->second);
}

}  // namespace lifeworth::bg_bb
