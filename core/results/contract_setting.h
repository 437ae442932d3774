// All that was read → whether customers have contracts, by what period they pay, and where that is seen: in subscriptions with a start and an end, else in the
// rhythm of payments. A person who knows better is believed; what the files show is said all the same.
#pragma once

#include <optional>
#include <vector>

#include "metrics/contracts.h"
#include "metrics/payment_rhythm.h"
#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

struct ContractSetting {
  std::vector<const Records*> subscriptions;  ///< the contracts; empty: payments are
  Day first_day = 0, observation_end = 0;
  std::optional<PaymentRhythm> rhythm;        ///< of payments
  Contractual guess = Contractual::unclear;
  Sentence reason;                            ///< of the guess, with the numbers seen
  bool by_person = false, period_by_person = false;
  bool contract = false;                      ///< what holds; where the guess is unclear nobody has a contract until a person says so
  BillingPeriod period = BillingPeriod::month;
  CurrencyCode currency;
  bool one_currency = true;                   ///< of several files with subscriptions

  Contracts contracts(const TransactionLog& log, Day end) const;
};

/// Errors: no_orders where there are neither orders nor subscriptions; observation_before_data, observation_after_data.
Expected<ContractSetting> contract_setting(const Loaded& loaded, const PredictionSettings& settings, const ContractRequest& request);

}  // namespace lifeworth
