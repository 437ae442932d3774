// Models held against what came after: counts by hand, scores by the printed likelihood, and choices between planted stories.
#include "results/model_outcome.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "../support/second_road.h"
#include "../support/shop.h"
#include "results/prediction.h"

using namespace lifeworth;
using lifeworth::test::day;
using lifeworth::test::distance;

namespace {

TransactionLog three_customers() {
  return test::log_of({{0, "2024-01-01", 500}, {0, "2024-01-08", 500}, {0, "2024-02-05", 500}, {0, "2024-02-10", -200}, {0, "2024-02-20", 500},
                       {1, "2024-01-10", 900}, {2, "2024-02-02", 100}});
}

HoldoutData held_out_of(const TransactionLog& log, std::string_view calibration_end, std::string_view end) {
  return hold_out(log, day(calibration_end), customer_table(log, day(end)));
}

HoldoutData of_three() { return held_out_of(three_customers(), "2024-01-31", "2024-02-28"); }

/// A shop over three years whose customers leave with their own probability after each purchase; `leaves_at_first`: after the first one, too.
TransactionLog shop(std::uint64_t seed, bool leaves_at_first) {
  Random random(seed);
  std::vector<Order> orders;
  const Day first = day("2022-01-01");
  constexpr std::uint32_t customers = 3000;
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    const Day joined = first + static_cast<Day>(random.uniform() * 500);
    const double lambda = random.gamma(1.2, 8), leave = random.beta(0.9, 1.4), T = (first + 1095 - joined) / 7.0;
    orders.push_back({customer, joined, 1000});
    if (leaves_at_first && random.uniform() < leave) continue;
    test::buy(random, lambda, leave, T, [&](double weeks) { orders.push_back({customer, joined + static_cast<Day>(weeks * 7), 1000}); });
  }
  return TransactionLog(orders, customers);
}

/// Of one customer, as printed (Fader, Hardie & Lee 2005, eq. 6).
double printed_likelihood(const Vector<4>& theta, const History& h) {
  const auto& [r, alpha, a, b] = theta;
  const auto log_beta = [](double u, double v) { return std::lgamma(u) + std::lgamma(v) - std::lgamma(u + v); };
  const double front = std::lgamma(r + h.x) - std::lgamma(r) + r * std::log(alpha) - log_beta(a, b);
  const double alive = std::exp(front + log_beta(a, b + h.x) - (r + h.x) * std::log(alpha + h.T));
  return h.x == 0 ? alive : alive + std::exp(front + log_beta(a + 1, b + h.x - 1) - (r + h.x) * std::log(alpha + h.t_x));
}

ModelOutcome made_up(PurchaseModel model, bool fits, double log_likelihood, std::optional<double> score) {
  ModelOutcome outcome;
  outcome.fit.model = model;
  outcome.fit.failed = fits ? NoFit::none : NoFit::no_maximum;
  outcome.fit.log_likelihood = log_likelihood;
  if (score) outcome.held_out = HeldOut{{0, std::nullopt, 1}, 0, score};
  return outcome;
}

}  // namespace

TEST_CASE("what is held out are the purchase days after the calibration end of those who were customers then", "[consistency]") {
  const HoldoutData data = of_three();
  CHECK(data.actual == std::vector<std::int32_t>{2, 0});  // the third customer came later; a refund is no purchase
  CHECK((data.total == 2 && data.repeaters == 1));
}

TEST_CASE("histories are had without a table: of whoever was a customer by a day, as they are at a later one", "[consistency]") {
  const Histories later = histories_of(three_customers(), day("2024-02-28"), day("2024-01-31"));
  REQUIRE(later.unique.size() == 2);
  CHECK(later.rows == std::vector<std::uint32_t>{1, 0});
  const History &once = later.unique[0], &often = later.unique[1];
  CHECK((once.x == 0 && once.t_x == 0 && once.T == 49 / 7.0));
  CHECK((often.x == 3 && often.t_x == 50 / 7.0 && often.T == 58 / 7.0));
  CHECK(distance(later.log_gaps, std::log(7 / 7.0) + std::log(28 / 7.0) + std::log(15 / 7.0)) < 1e-14);
  // Of a made-up shop, counted customer by customer.
  const TransactionLog log = shop(6, true);
  const Day end = day("2024-06-30"), won_until = day("2022-09-30");
  const Histories own = histories_of(log, end, won_until);
  std::size_t rows = 0, customers = 0;
  double gaps = 0;
  std::vector<History> expected;
  for (std::uint32_t customer = 0; customer < log.customers(); ++customer) {
    const auto days = log.of(customer);
    if (days.front().day > won_until) continue;
    History history{-1, 0, (end - days.front().day) / 7.0, 1};
    for (const Transaction& each : days) {
      if (each.day > end) break;
      const double time = (each.day - days.front().day) / 7.0;
      if (++history.x > 0) gaps += std::log(time - history.t_x);
      history.t_x = time;
    }
    expected.push_back(history);
  }
  own.each([&](const History& history, std::span<const std::uint32_t> of) {
    rows += of.size();
    for (const std::uint32_t row : of) customers += expected[row].x == history.x && expected[row].t_x == history.t_x && expected[row].T == history.T;
  });
  CHECK((rows == expected.size() && customers == expected.size() && rows > 1000));
  CHECK(distance(own.log_gaps, gaps) < 1e-12);
}

TEST_CASE("the naive forecast lets the rate of repeat purchases go on", "[consistency]") {
  // One repeat purchase in 30 days, for 28 days more: 0.9333; nothing of who never repeated. Errors 1.0667 and 0.
  const HeldOut naive = naive_check(of_three());
  CHECK(distance(naive.expected.value, 28 / 30.0) < 1e-14);
  CHECK(distance(naive.root_mean_square, (2 - 28 / 30.0) / std::sqrt(2.0)) < 1e-14);
  CHECK_FALSE(naive.log_score);
}

TEST_CASE("the score is the density of what came after, given what was known, customer by customer", "[consistency]") {
  const TransactionLog log = shop(1, false);
  const HoldoutData data = held_out_of(log, "2024-03-31", "2024-12-30");
  ModelOutcome outcome = outcome_of(PurchaseModel::bg_nbd, histories_of(log, data.end, data.calibration_end));
  check({&outcome, 1}, log, data);
  REQUIRE(outcome.held_out);
  double score = 0, squares = 0, expected = 0;
  const auto p = bg_nbd::parameters_at(outcome.calibration.log_theta);
  const CustomerTable then = customer_table(log, data.calibration_end);
  REQUIRE(data.actual.size() == then.rows.size());
  for (const CustomerRow& row : then.rows) {
    History before{double(row.frequency), row.recency / 7.0, row.age / 7.0, 1}, after = before;
    after.T += 274 / 7.0;
    for (const Transaction& transaction : log.of(row.customer))
      if (transaction.day > data.calibration_end && transaction.day <= data.end) ++after.x, after.t_x = (transaction.day - row.first_day) / 7.0;
    score += std::log(printed_likelihood(outcome.calibration.theta, after) / printed_likelihood(outcome.calibration.theta, before));
    const double mean = bg_nbd::conditional_expected_transactions(p, before.x, before.t_x, before.T, 274 / 7.0);
    squares += (after.x - before.x - mean) * (after.x - before.x - mean);
    expected += mean;
  }
  CHECK(distance(*outcome.held_out->log_score, score) < 1e-9);
  CHECK(distance(outcome.held_out->expected.value, expected) < 1e-9);
  CHECK(distance(outcome.held_out->root_mean_square, std::sqrt(squares / double(then.rows.size()))) < 1e-9);
}

TEST_CASE("between customers who leave at once and customers who do not, the held-out data tell", "[consistency]") {
  for (const bool at_first : {false, true}) {
    const TransactionLog log = shop(2, at_first);
    const HoldoutData data = held_out_of(log, "2023-12-31", "2024-12-30");
    const Histories later = histories_of(log, data.end, data.calibration_end);
    std::vector<ModelOutcome> outcomes;
    for (const PurchaseModel model : {PurchaseModel::bg_nbd, PurchaseModel::mbg_nbd}) outcomes.push_back(outcome_of(model, later));
    check(outcomes, log, data);
    CAPTURE(at_first);
    const auto best = best_of(outcomes);
    REQUIRE(best);
    CHECK(outcomes[*best].fit.model == (at_first ? PurchaseModel::mbg_nbd : PurchaseModel::bg_nbd));
    CHECK((outcomes[0].fit.log_likelihood > outcomes[1].fit.log_likelihood) == !at_first);
  }
}

TEST_CASE("the best model is the one that foresaw most, or the likeliest where nothing was held out; none that does not fit", "[consistency]") {
  using enum PurchaseModel;
  const std::vector checked = {made_up(bg_nbd, true, -10, -7.0), made_up(mbg_nbd, true, -12, -5.0), made_up(pareto_nbd, false, 0, -1.0)};
  CHECK(best_of(checked) == 1);
  const std::vector unchecked = {made_up(bg_nbd, true, -10, std::nullopt), made_up(mbg_nbd, true, -12, std::nullopt)};
  CHECK(best_of(unchecked) == 0);
  const std::vector some = {made_up(bg_nbd, true, -10, std::nullopt), made_up(mbg_nbd, true, -12, -5.0)};
  CHECK(best_of(some) == 1);  // what was not tried on held-out data is not preferred to what was
  CHECK_FALSE(best_of(std::vector{made_up(bg_nbd, false, 0, std::nullopt)}));
}

TEST_CASE("a person's model is used where it fits, and the base's total is that model's own", "[consistency]") {
  const TransactionLog log = shop(3, true);
  std::optional<Prediction> before;
  for (const PurchaseModel model : {PurchaseModel::bg_nbd, PurchaseModel::mbg_nbd, PurchaseModel::pareto_nbd}) {
    PredictionSettings settings;
    settings.model = model;
    Prediction prediction = predict(log, settings, 2, std::move(before));
    CHECK((prediction.chosen_by_person && prediction.purchases().model == model));
    const auto& own = prediction.models[prediction.chosen].forecast;
    REQUIRE(own);
    CHECK(distance(own->transactions.value, prediction.transactions.value) < 1e-12);
    CHECK(distance(own->transactions.interval->high, prediction.transactions.interval->high) < 1e-12);
    CHECK(own->once.n == prediction.table.rows.size() - prediction.repeaters);
    CHECK(own->alive_once.has_value() == (model != PurchaseModel::bg_nbd));
    // Everybody is counted among the active where the model can say it of everybody.
    CHECK(prediction.alive.n == (model == PurchaseModel::bg_nbd ? prediction.repeaters : prediction.table.rows.size()));
    before = std::move(prediction);
  }
  const Prediction automatic = predict(log, {}, 2, std::move(before));
  CHECK_FALSE(automatic.chosen_by_person);
  CHECK(automatic.purchases().model != PurchaseModel::bg_nbd);  // the story lets customers leave at first
}

TEST_CASE("Akaike's and Schwarz's criteria are as they define them", "[correctness]") {
  // Four parameters: 8 − 2 LL and 4 ln n − 2 LL (Akaike 1974; Schwarz 1978).
  PurchaseFit fit;
  fit.log_likelihood = -9582.4;
  fit.customers = 2357;
  CHECK(distance(akaike(fit), 19172.8) < 1e-12);
  CHECK(distance(schwarz(fit), 19164.8 + 4 * std::log(2357.0)) < 1e-12);
}

namespace {

/// Three years of customers who buy at every k-th tick of their clock and may leave after each purchase.
TransactionLog regular_shop(std::uint64_t seed, int k, std::uint32_t customers = 2000) {
  Random random(seed);
  std::vector<Order> orders;
  const Day first = day("2022-01-01");
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    const Day joined = first + static_cast<Day>(random.uniform() * 500);
    const double lambda = random.gamma(1.4, 8 / double(k)), leave = random.beta(0.9, 3.4), T = (first + 1095 - joined) / 7.0;
    orders.push_back({customer, joined, 1000});
    for (double time = 0; random.uniform() > leave;) {
      time += random.gamma(k, lambda);
      if (time > T) break;
      orders.push_back({customer, joined + static_cast<Day>(time * 7), 1000});
    }
  }
  return TransactionLog(orders, customers);
}

const ModelOutcome* regular_among(const std::vector<ModelOutcome>& outcomes) {
  for (const ModelOutcome& outcome : outcomes)
    if (outcome.fit.model == PurchaseModel::mbg_cnbd_k) return &outcome;
  return nullptr;
}

}  // namespace

TEST_CASE("customers with a rhythm are told from those without by the likelihood, and foreseen best with it", "[consistency]") {
  for (const int k : {1, 2, 3}) {
    CAPTURE(k);
    const TransactionLog log = regular_shop(4, k);
    PredictionSettings settings;
    const Prediction prediction = predict(log, settings, 2);
    const ModelOutcome* regular = regular_among(prediction.models);
    REQUIRE((regular != nullptr) == (k > 1));
    if (!regular) continue;
    CHECK(regular->fit.k == k);
    CHECK(regular->fit.log_likelihood > prediction.models[1].fit.log_likelihood);
    CHECK(prediction.purchases().model == PurchaseModel::mbg_cnbd_k);
    CHECK(title_of(prediction.purchases()) == "MBG/CNBD-k, k = " + std::to_string(k));
    CHECK(prediction.held_out()->expected.interval->low < double(prediction.actual));
    CHECK(double(prediction.actual) < prediction.held_out()->expected.interval->high);
    CHECK(distance(prediction.models[prediction.chosen].forecast->transactions.value, prediction.transactions.value) < 1e-10);
  }
}

TEST_CASE("a regular model's score is the density of the times that came, gamma gaps among them, given what was known", "[consistency]") {
  const TransactionLog log = regular_shop(5, 3, 400);
  const HoldoutData data = held_out_of(log, "2023-12-31", "2024-12-30");
  ModelOutcome outcome = outcome_of(PurchaseModel::mbg_cnbd_k, histories_of(log, data.end, data.calibration_end));
  check({&outcome, 1}, log, data);
  REQUIRE(outcome.held_out);
  const double k = outcome.calibration.k;
  const auto& [r, alpha, a, b] = outcome.calibration.theta;
  const auto log_beta = [](double u, double v) { return std::lgamma(u) + std::lgamma(v) - std::lgamma(u + v); };
  // E over λ and p of Π gamma densities · (1−p)^x (p + (1−p) P(nothing due since)), customer by customer.
  const auto log_density = [&](std::uint32_t customer, Day end) {
    double x = 0, gaps = 0;
    Day first = 0, last = 0;
    for (const Transaction& transaction : log.of(customer)) {
      if (transaction.day > end) break;
      if (first == 0) first = last = transaction.day;
      else gaps += (k - 1) * std::log((transaction.day - last) / 7.0) - std::lgamma(k), ++x, last = transaction.day;
    }
    const double t_x = (last - first) / 7.0, T = (end - first) / 7.0, s = r + k * x;
    // Against λ's part if the customer left at t_x, Γ(s) (α+t_x)^−s.
    double waiting = 0;
    for (int j = 0; j < outcome.calibration.k; ++j)
      waiting += std::exp(std::lgamma(s + j) - std::lgamma(s) - std::lgamma(j + 1.0) + s * std::log((alpha + t_x) / (alpha + T))) * std::pow((T - t_x) / (alpha + T), j);
    const double front = gaps + r * std::log(alpha) - std::lgamma(r) + std::lgamma(s) - s * std::log(alpha + t_x);
    return front + std::log(std::exp(log_beta(a, b + x + 1) - log_beta(a, b)) * waiting + std::exp(log_beta(a + 1, b + x) - log_beta(a, b)));
  };
  double score = 0;
  const CustomerTable then = customer_table(log, data.calibration_end);
  for (const CustomerRow& row : then.rows) score += log_density(row.customer, data.end) - log_density(row.customer, data.calibration_end);
  CHECK(distance(*outcome.held_out->log_score, score) < 1e-9);
}

TEST_CASE("the estimated k counts as a parameter", "[correctness]") {
  PurchaseFit fit;
  fit.model = PurchaseModel::mbg_cnbd_k;
  fit.log_likelihood = -100, fit.customers = 50;
  CHECK(akaike(fit) == 210);
  CHECK(distance(schwarz(fit), 200 + 5 * std::log(50.0)) < 1e-14);
}
