// The models at the size of a large shop. In: how many customers. Out: how long each fit, the scores of everybody and the tracking curve took, as JSON.
// Compiled to WebAssembly and run in a worker by tools/bench-models.mjs; nothing of it gets into the product.
// The shop is made up and lifelike: customers join over two years and buy at the rates of CDNOW (Fader, Hardie & Lee 2005, BG/NBD; Fader & Hardie 2013, note
// 025, gamma-gamma), on whole days, so that histories repeat.
#include <emscripten/bind.h>

#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "customers/customer_table.h"
#include "models/gamma_gamma.h"
#include "results/json_writer.h"
#include "results/prediction.h"
#include "results/tracking.h"

using namespace lifeworth;

namespace {

constexpr Day first_day = 19723, days = 730;  // 2024 and 2025
constexpr int cents = 2;

Order order(Random& random, std::uint32_t customer, double day, double nu) {
  return {customer, static_cast<Day>(day), std::llround(100 * random.gamma(6.25, nu)) + 1};
}

TransactionLog shop(std::uint32_t customers) {
  Random random(20'240'229);
  std::vector<Order> orders;
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    const double lambda = random.gamma(0.243, 4.414), leave = random.beta(0.793, 2.426), nu = random.gamma(3.74, 15.44);
    double day = first_day + days * random.uniform();
    orders.push_back(order(random, customer, day, nu));
    while ((day += 7 * random.exponential(lambda)) < first_day + days) {
      orders.push_back(order(random, customer, day, nu));
      if (random.uniform() < leave) break;
    }
  }
  return TransactionLog(orders, customers);
}

std::vector<gamma_gamma::Spender> spenders_of(const CustomerTable& table) {
  std::vector<gamma_gamma::Spender> spenders;
  for (const CustomerRow& row : table.rows)
    if (row.frequency > 0) spenders.push_back({double(row.frequency), double(row.repeat_value) / row.frequency / 100});
  return spenders;
}

class Bench {
 public:
  explicit Bench(std::uint32_t customers) : log_(shop(customers)), prediction_(predict(log_, {}, cents)) {}

  /// Everything once: [{"name", "seconds", "customers"}]; without seconds where there is nothing to time, which is an error of the benchmark.
  std::string measure() {
    JsonWriter json;
    json.array();
    const auto timed = [&json](std::string_view name, std::size_t customers, auto&& work) {
      const auto begin = std::chrono::steady_clock::now();
      const bool done = work();
      const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
      json.object().field("name", name).field("customers", customers).field("seconds", done ? std::optional(seconds) : std::nullopt).end();
    };
    const CustomerTable& table = prediction_->table;
    const std::size_t customers = table.rows.size();
    Histories histories;
    timed("merge", customers, [&] { return !(histories = histories_of(table, log_, table.observation_end)).unique.empty(); });
    for (std::size_t i = 0; i < purchase_models.size(); ++i)
      timed(purchase_model_codes[i], customers, [&] { return bool(fit_purchases(purchase_models[i], histories.unique, histories.log_gaps)); });
    const auto spenders = spenders_of(table);
    timed("gamma_gamma", spenders.size(), [&] { return bool(gamma_gamma::fit(spenders)); });
    // Another rate of discount: nothing is fitted anew, everybody is scored anew, and the base's totals get their intervals.
    PredictionSettings settings;
    settings.discount = prediction_->settings.discount + 0.001;
    timed("scores", customers, [&] {
      prediction_ = predict(log_, settings, cents, std::move(prediction_));
      return prediction_->clv.value > 0;
    });
    timed("intervals", customers, [&] {
      double width = 0;
      for (const CustomerRow& row : prediction_->table.rows) {
        const CustomerForecast each = prediction_->forecast_of(row);
        width += each.clv->interval.high - each.clv->interval.low;
      }
      return width > 0;
    });
    timed("tracking", customers, [&] { return !tracking_of(log_, *prediction_).ends.empty(); });
    json.end();
    return std::move(json).text();
  }

  /// How many different histories the fits have to look at.
  std::size_t histories() const { return prediction_->histories.unique.size(); }

 private:
  TransactionLog log_;
  std::optional<Prediction> prediction_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(bench) {
  emscripten::class_<Bench>("Bench").constructor<std::uint32_t>().function("measure", &Bench::measure).function("histories", &Bench::histories);
}
