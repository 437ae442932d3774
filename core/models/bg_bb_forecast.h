// BG/BB's fit → what customers will do at the opportunities to come, as models/forecast.h has it of the models in continuous time. In: a fit, histories in
// opportunities. Out: forecasts with their derivatives by ln α, ln β, ln γ, ln δ.
#pragma once

#include <map>
#include <utility>

#include "models/bg_bb.h"
#include "models/forecast.h"

namespace lifeworth::bg_bb {

class Forecaster {
 public:
  /// Over the next `opportunities`; `discount` as in forecast_if_alive.
  Forecaster(const Fit<4>& fit, int opportunities, double discount);
  HistoryForecast operator()(const History& history);

 private:
  Parameters parameters_;
  AliveTable::Outlooks outlooks_;
  std::map<std::pair<int, int>, AliveOutlook> if_alive_;  ///< by x and n: t_x tells nothing of those who are alive
};

}  // namespace lifeworth::bg_bb
