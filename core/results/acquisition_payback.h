// The part of "acquisition" that is drawn: when new customers have paid back what they cost, as it came and as if what comes later were worth less. In: tables of the same customers. Out:
// "payback", once all is drawn.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "metrics/payback.h"
#include "results/json_writer.h"
#include "results/request.h"

namespace lifeworth {

class PaybackAnswer {
 public:
  /// `discounted`: nothing without a discount.
  PaybackAnswer(PaybackTable table, std::optional<PaybackTable> discounted, const CountScatter& scatter, const Request& request);
  PaybackAnswer(const PaybackAnswer&) = delete;  // the draws know where the tables are

  /// About so many steps further (of PaybackDraws); nothing: all of them.
  void draw(std::optional<std::uint64_t> steps);
  double drawn() const { return draws_.drawn(); }
  /// The field "payback": null until all is drawn. Adds what has to be said of it.
  void write(JsonWriter& json, std::vector<Sentence>& caveats) const;

 private:
  std::vector<const PaybackTable*> tables() const;

  PaybackTable table_;
  std::optional<PaybackTable> discounted_;
  double discount_;
  PaybackDraws draws_;
};

}  // namespace lifeworth
