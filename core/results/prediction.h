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
#include "results/model_outcome.h"
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

/// What a model that fits says of the time to come, beside the others.
struct ModelForecast {
  Estimate transactions;           ///< of the whole base
  Estimate once;                   ///< of those of them who have bought once
  std::optional<Estimate> alive_once;  ///< of those, still active; nothing where the model cannot say
};

struct Prediction {
  PredictionSettings settings;
  Day observation_end = 0, calibration_end = 0, horizon_end = 0;
  double minor_units = 1;  ///< in a major one
  CustomerTable table;
  Histories histories;
  std::uint64_t repeaters = 0;
  std::vector<ModelOutcome> models;                      ///< all that were tried
  std::vector<std::optional<ModelForecast>> forecasts;   ///< beside models
  double naive_transactions = 0;                         ///< if all went on at their rate so far
  std::optional<HeldOut> naive_held_out;
  std::size_t chosen = 0;       ///< of models: the one the rest comes from
  bool chosen_by_person = false;
  std::uint64_t actual = 0;     ///< purchase days that were held out
  std::optional<Sentence> holdout_skipped;  ///< why nothing was held out, or a model could not be fitted to what was known
  Fit<3> spend;
  std::optional<double> spend_correlation;  ///< of frequency and average spend, over repeat buyers
  std::uint64_t spend_excluded = 0;
  std::function<CustomerForecast(const CustomerRow&)> forecast_of;  ///< of rows of the table; nothing when no model fits
  CustomerScores scores;                                            ///< empty when no model fits
  Estimate alive;                        ///< still active, of those of whom the model can say it
  Estimate transactions, clv, mean_clv;  ///< of the whole base; money in minor units
  bool has_money = false;
  std::vector<Sentence> fit_caveats;  ///< why a fit failed, what it leaves out or leans on
  std::vector<Sentence> forecast_caveats;

  /// Of the chosen model.
  const PurchaseFit& purchases() const { return models[chosen].fit; }
  const std::optional<HeldOut>& held_out() const { return models[chosen].held_out; }
  /// Whether the chosen model can say if customers like this one are still active.
  bool knows_alive(const CustomerRow& row) const { return row.frequency > 0 || lets_one_time_buyers_leave(purchases().model); }
};

/// `digits`: minor digits of the currency. `before`: the last prediction from the same log, if there is one; fits that the new
/// settings leave as they are (a margin changes none) are taken from it.
Prediction predict(const TransactionLog& log, const PredictionSettings& settings, int digits, std::optional<Prediction> before = std::nullopt);

std::string prediction_json(const Prediction& prediction, std::string_view currency, int digits);

}  // namespace lifeworth
