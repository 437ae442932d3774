// Contracts → how long they last and what they are worth: the curve with nothing assumed, three models of it judged by renewals they had not seen, and the value
// of a new contract and of those on hand. Money is profit in minor units; a payment falls on each due day, discounted to the observation end.
#pragma once

#include <optional>
#include <vector>

#include "metrics/contracts.h"
#include "models/contract_life.h"
#include "models/survival.h"
#include "results/contract_setting.h"

namespace lifeworth {

struct TriedLife {
  LifeFit fit;
  struct Held {
    Estimate expected;  ///< of the contracts on hand at the calibration end, those still there now
    double log_score;   ///< of the renewals since
  };
  std::optional<Held> held;
  std::optional<Estimate> periods;       ///< discounted lifetime of a new contract, in payments; nothing where it is infinite
  std::optional<Estimate> base;          ///< of the contracts on hand, for ever
  std::optional<Estimate> base_within;   ///< within the horizon
  std::optional<Estimate> new_worth, new_within;
  std::optional<Estimate> remaining;     ///< further periods of a contract on hand, on average; nothing where that is infinite
  std::optional<Estimate> remaining_within;  ///< of those, the ones that begin within the horizon
  std::vector<double> curve;             ///< S(0), S(1) …
  bool infinite = false;                 ///< the lifetime is
  double beyond = 0;                     ///< share of the discounted lifetime that lies beyond what was seen
};

struct ContractLives {
  Contracts contracts;
  std::uint64_t leaving = 0, unknown_age = 0;
  Renewals renewals{std::vector<double>{}};
  survival::Curve curve;
  int seen = 0;  ///< periods at whose end ten contracts or more could be renewed
  double discount = 0;  ///< a period
  Day horizon_end = 0, calibration_end = 0;
  std::uint64_t unpaid = 0;          ///< contracts that pay nothing
  std::optional<Estimate> payment;   ///< revenue a period and contract; nothing without amounts
  bool held_out = false;
  std::uint64_t held_contracts = 0, held_left = 0, held_decisions = 0;
  std::vector<TriedLife> models;     ///< in the order of life_models
  std::optional<std::size_t> chosen; ///< of models; nothing where none has a fit
  enum class ChosenBy : std::uint8_t { person, held_out, likelihood } chosen_by = ChosenBy::likelihood;
  std::optional<Estimate> share_left(int renewals) const;  ///< S at the end of a period that was seen
};

ContractLives contract_lives(const ContractSetting& setting, const TransactionLog& log, const PredictionSettings& settings, std::optional<LifeModel> wanted);

}  // namespace lifeworth
