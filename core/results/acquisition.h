// "acquisition": spend by channel and month, what a new customer costs by four definitions, and when that is paid back. Without spend, where customers come from and what
// they bring.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "metrics/acquisition.h"
#include "results/profits.h"
#include "results/reading_json.h"
#include "results/request.h"

namespace lifeworth {

/// An answer while the band of the payback is drawn.
class AcquisitionAnswer {
 public:
  /// `profits`: null where there are no orders; then only the spend is shown. Errors: no_spend, unless first orders name a channel, country, plan or representative; two_currencies among the files of spend.
  static Expected<AcquisitionAnswer> begin(const Loaded& loaded, const Profits* profits, Day observation_end, const Request& request);
  AcquisitionAnswer(AcquisitionAnswer&&) noexcept;
  AcquisitionAnswer& operator=(AcquisitionAnswer&&) noexcept;
  ~AcquisitionAnswer();

  /// As far as a request may: all of it, unless it says how many steps.
  void draw(const Request& request);
  bool done() const;
  /// JSON of core/README.md, "acquisition"; without "payback" until it is done.
  std::string json() const;

 private:
  struct State;
  explicit AcquisitionAnswer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// What a new customer costs by all spend.
struct MeasuredCost {
  DayRange days;       ///< of which spend and orders are known
  double spend = 0;    ///< minor units
  Estimate customers;  ///< new ones, and how many it might have been
  Estimate each;       ///< minor units
};
/// Nothing where there is no spend, where it is of another time or currency than the orders, or where nobody came.
std::optional<MeasuredCost> measured_cost(const Loaded& loaded, Day observation_end);

}  // namespace lifeworth
