// The models of purchases side by side: each fitted to all that is known, and to what was known some time ago and held against what came after. In: transactions. Out:
// a fit and a check for each model, and for the naive forecast that everybody goes on as before.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/estimate.h"
#include "models/purchase_model.h"
#include "results/histories.h"

namespace lifeworth {

/// Customers at the calibration end, with what they did afterwards, up to the end.
struct HoldoutData {
  Day calibration_end, end;
  Histories histories;                ///< as they were then; rows as in the table of that day
  std::vector<std::int32_t> actual;   ///< purchase days afterwards, by row
  std::uint64_t total = 0;            ///< of all of them
  std::uint64_t repeaters = 0;        ///< who had bought again by then
};

/// `at_end`: the table of the same log at the end, which lies after the calibration end.
HoldoutData hold_out(const TransactionLog& log, Day calibration_end, const CustomerTable& at_end);

/// How a forecast of held-out data did.
struct HeldOut {
  Estimate expected;           ///< purchase days of all customers; the interval, where there is one, is a prediction interval for the actual number
  double root_mean_square;     ///< error of the customers' own numbers
  std::optional<double> log_score;  ///< ln of the chance, by the model, of what happened given what was known (a density of times): the greater the better
};

/// What a model says of the time to come.
struct ModelForecast {
  Estimate transactions;               ///< of the whole base
  Estimate once;                       ///< of those of them who have bought once
  std::optional<Estimate> alive_once;  ///< of those, still active; nothing where the model cannot say
};

struct ModelOutcome {
  PurchaseFit fit;                        ///< to all data
  PurchaseFit calibration;                ///< to those before the calibration end; not tried where nothing is held out
  std::optional<HeldOut> held_out;        ///< nothing where there is no such fit
  std::optional<ModelForecast> forecast;  ///< nothing where there is no fit
};

ModelOutcome outcome_of(PurchaseModel model, const Histories& histories);

/// Of all models; of MBG/CNBD-k only where customers have a rhythm: where some k > 1 is likelier than MBG/NBD, which is its k = 1.
std::vector<ModelOutcome> outcomes_of(const Histories& histories);

/// Fits each to what was known and checks it with what came after. The histories of `data`, which is of the same log, are given up before those of the end are made:
/// there may be a million of each.
void check(std::span<ModelOutcome> outcomes, const TransactionLog& log, HoldoutData data);

/// Of a fit, over a horizon in weeks.
std::optional<ModelForecast> forecast_by(const PurchaseFit& fit, const Histories& histories, double horizon);

/// Everybody goes on at the rate of repeat purchases so far.
HeldOut naive_check(const HoldoutData& data);
double naive_transactions(std::span<const History> histories, double horizon);

/// The model to go by: of those that can be fitted, the one that foresaw the held-out data best by its log score; where none was checked, the likeliest.
/// Nothing where none can be fitted.
std::optional<std::size_t> best_of(std::span<const ModelOutcome> outcomes);

/// Akaike's and Schwarz's criteria of a fit of four parameters, and k where it is estimated: the lower the better.
double akaike(const PurchaseFit& fit);
double schwarz(const PurchaseFit& fit);

}  // namespace lifeworth
