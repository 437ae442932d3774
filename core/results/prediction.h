// Transactions + settings → what the base will be worth: fits, forecasts per customer and in total, and the check on held-out data.
// Where a fit fails the prediction says why and holds no number from it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/estimate.h"
#include "customers/customer_table.h"
#include "models/forecast.h"
#include "results/histories.h"
#include "results/request.h"

namespace lifeworth {

struct Forecasted {
  double value;
  Interval interval;
};

struct CustomerForecast {
  Forecasted p_alive, transactions;
  std::optional<Forecasted> clv;  ///< minor units, discounted, times margin; nothing without a spend model
};

/// What customers can be ordered by, beside the table's rows. With an interval each would take several times the room: `forecast_of` has them.
struct CustomerScores {
  std::vector<float> p_alive, transactions, clv;
};

struct Holdout {
  Day calibration_end, end;
  Fit<4> purchases;
  Estimate expected;              ///< repeat transactions; the interval is a prediction interval for the actual number
  std::uint64_t actual = 0;
};

struct Prediction {
  PredictionSettings settings;
  Day observation_end = 0, calibration_end = 0, horizon_end = 0;
  double minor_units = 1;  ///< in a major one
  CustomerTable table;
  Histories histories;
  std::uint64_t repeaters = 0;
  Fit<4> purchases;
  Fit<3> spend;
  std::optional<double> spend_correlation;  ///< of frequency and average spend, over repeat buyers
  std::uint64_t spend_excluded = 0;
  std::function<CustomerForecast(const CustomerRow&)> forecast_of;  ///< of rows of the table; nothing when the fit failed
  CustomerScores scores;                                            ///< empty when the fit failed
  Estimate alive;                        ///< repeat buyers still active
  Estimate transactions, clv, mean_clv;  ///< of the whole base; money in minor units
  bool has_money = false;
  std::optional<Holdout> holdout;
  std::optional<Sentence> holdout_skipped;  ///< why there is no holdout
  std::vector<Sentence> fit_caveats;  ///< why a fit failed, what it leaves out or leans on
  std::vector<Sentence> forecast_caveats;
};

/// `digits`: minor digits of the currency. `before`: the last prediction from the same log, if there is one; fits that the new
/// settings leave as they are (a margin changes none) are taken from it.
Prediction predict(const TransactionLog& log, const PredictionSettings& settings, int digits, std::optional<Prediction> before = std::nullopt);

std::string prediction_json(const Prediction& prediction, std::string_view currency, int digits);

}  // namespace lifeworth
