// Transactions + settings → what the base will be worth: fits, forecasts per customer and in total, and the check on held-out data.
// Where a fit fails the prediction says why and holds no number from it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/estimate.h"
#include "customers/customer_table.h"
#include "metrics/rhythm.h"
#include "models/forecast.h"
#include "models/next_purchase.h"
#include "results/histories.h"
#include "results/model_outcome.h"
#include "results/new_customer.h"
#include "results/profits.h"
#include "results/request.h"

namespace lifeworth {

struct Forecasted {
  double value;
  Interval interval;
};

struct CustomerForecast {
  Forecasted p_alive, transactions;
  std::optional<Forecasted> clv;  ///< minor units, discounted, what stays as profit; nothing without a spend model
  Forecasted buys;                ///< probability of one purchase at least within the horizon
};

/// What customers can be ordered by, beside the table's rows. With an interval each would take several times the room: `forecast_of` has them.
struct CustomerScores {
  std::vector<float> p_alive, transactions, clv, buys;
};

struct Prediction {
  PredictionSettings settings;
  Day observation_end = 0, calibration_end = 0, horizon_end = 0;
  double minor_units = 1;  ///< in a major one
  CustomerTable table;
  Histories histories;
  std::uint64_t repeaters = 0;
  std::vector<Lateness> late;         ///< beside the table's rows; needs no model
  std::vector<ModelOutcome> models;   ///< all that were tried, but for MBG/CNBD-k where customers have no rhythm
  double naive_transactions = 0;                         ///< if all went on at their rate so far
  std::optional<HeldOut> naive_held_out;
  std::size_t chosen = 0;       ///< of models: the one the rest comes from
  bool chosen_by_person = false;
  std::uint64_t actual = 0;     ///< purchase days that were held out
  std::optional<Sentence> holdout_skipped;  ///< why nothing was held out, or a model could not be fitted to what was known
  Fit<3> spend;
  std::optional<double> spend_correlation;  ///< of frequency and average spend, over repeat buyers
  std::uint64_t spend_excluded = 0;
  FirstOrders first_orders;     ///< their revenue
  OrderProfit order_profit;     ///< what stays of an order to come
  std::function<CustomerForecast(const CustomerRow&)> forecast_of;  ///< of rows of the table; nothing when no model fits
  CustomerScores scores;                                            ///< empty when no model fits
  Estimate alive;                        ///< still active, of those of whom the model can say it
  Estimate transactions, clv, mean_clv;  ///< of the whole base; money in minor units
  std::optional<NewCustomer> new_customer;  ///< nothing when no model fits
  bool has_money = false;
  std::vector<Sentence> fit_caveats;  ///< why a fit failed, what it leaves out or leans on
  std::vector<Sentence> forecast_caveats;

  bool knows_profit() const { return has_money && order_profit.known; }
  /// Of the chosen model.
  const PurchaseFit& purchases() const { return models[chosen].fit; }
  const std::optional<HeldOut>& held_out() const { return models[chosen].held_out; }
  /// Whether the chosen model can say if customers with so many repeat purchases are still active.
  bool knows_alive(double frequency) const { return frequency > 0 || lets_one_time_buyers_leave(purchases().model); }
};

/// `digits`: minor digits of the currency. `before`: the last prediction from the same log, if there is one; fits that the new
/// settings leave as they are (a margin changes none) are taken from it. `profits`: of the same log; by the settings' margin alone where there is none.
Prediction predict(const TransactionLog& log, const PredictionSettings& settings, int digits, std::optional<Prediction> before = std::nullopt,
                   const Profits* profits = nullptr);

/// Of a customer's repeat purchases, in major units; 0 where there are none.
double mean_repeat_spend(const CustomerRow& row, double minor_units);

/// What the customer will spend on a purchase, in major units. Repeat purchases worth nothing tell nothing of it.
double expected_spend(const gamma_gamma::Parameters& spend, const CustomerRow& row, double minor_units);

/// The same with the derivatives of its logarithm by the spend model's ln-parameters.
struct SpendForecast {
  double mean;
  Vector<3> log_gradient;
};
SpendForecast spend_forecast(const gamma_gamma::Parameters& spend, const CustomerRow& row, double minor_units);

/// Why a model of purchases was not fitted; nothing where it was, or was not tried.
std::optional<Sentence> purchases_failure(const Fit<4>& fit, std::uint64_t repeaters);

/// (1+d)^(−days/365) as a continuous rate per week.
double weekly_discount(const PredictionSettings& settings);

/// As its paper calls the model, with k where that is estimated.
std::string title_of(const PurchaseFit& fit);

std::string prediction_json(const Prediction& prediction, std::string_view currency, int digits, const Profits* profits = nullptr);

}  // namespace lifeworth
