// What customers cost: spend by day against a slow road, counts and lines against closed forms, intervals by simulated months of known truth.
#include "metrics/acquisition.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "../support/second_road.h"
#include "base/random.h"
#include "base/special.h"
#include "metrics/spend.h"

using namespace lifeworth;
using lifeworth::test::distance;

namespace {

Day day(int year, unsigned month, unsigned date) { return *day_of({year, month, date}); }

struct SpentRow {
  Day day, end;
  Minor amount;
  std::string channel = {}, campaign = {};
  double reported = NAN;
};

Records file_of(const std::vector<SpentRow>& rows, bool ends, std::uint32_t number = 0, CurrencyCode currency = "EUR") {
  Records file;
  file.kind = RecordKind::spend;
  file.file = number;
  file.currency = currency;
  for (const Role role : {Role::channel, Role::campaign, Role::new_customers}) file.values.push_back({role, {}, {}, {}});
  for (const SpentRow& row : rows) {
    file.days.push_back(row.day);
    if (ends) file.ends.push_back(row.end);
    file.amounts.push_back(row.amount);
    const std::string* words[] = {&row.channel, &row.campaign};
    for (std::size_t i = 0; i < 2; ++i) {
      file.values[i].words.push_back(words[i]->empty() ? nobody : file.values[i].dictionary.number_of(*words[i]));
      file.values[i].numbers.push_back(NAN);
    }
    file.values[2].words.push_back(nobody);
    file.values[2].numbers.push_back(row.reported);
  }
  return file;
}

Spend spend_of_rows(const std::vector<SpentRow>& rows, bool ends, const std::vector<std::string>& not_acquisition = {}) {
  const Records file = file_of(rows, ends);
  const std::vector<std::string> titles = {"Meta Ads Manager: campaigns"};
  return spend_of(std::span(&file, 1), titles, not_acquisition, 2);
}

/// Poisson by counting exponential gaps.
std::uint64_t poisson(Random& random, double mean) {
  std::uint64_t count = 0;
  for (double time = random.exponential(1); time < mean; time += random.exponential(1)) ++count;
  return count;
}

/// Months from January 2023 on, whole ones.
std::vector<AcquisitionMonth> months_of(std::size_t n) {
  std::vector<AcquisitionMonth> months(n);
  for (std::size_t i = 0; i < n; ++i) {
    const Day begin = add_months(day(2023, 1, 1), static_cast<int>(i));
    months[i] = {month_index(begin), {begin, add_months(begin, 1) - 1}, true, 0, 0};
  }
  return months;
}

double held(const std::vector<bool>& held) { return static_cast<double>(std::ranges::count(held, true)) / static_cast<double>(held.size()); }

/// Least squares of y on 1, t and x with HC3, by 3 × 3 matrices as MacKinnon & White write it.
std::pair<double, double> hc3_line(const std::vector<double>& t, const std::vector<double>& x, const std::vector<double>& y) {
  const std::size_t n = t.size();
  std::array<std::array<double, 3>, 3> a{}, inverse{};
  const auto row = [&](std::size_t i) { return std::array<double, 3>{1, t[i], x[i]}; };
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < 3; ++j)
      for (std::size_t k = 0; k < 3; ++k) a[j][k] += row(i)[j] * row(i)[k];
  const auto minor_of = [&](std::size_t j, std::size_t k) {
    const std::size_t r0 = j == 0 ? 1 : 0, r1 = j == 2 ? 1 : 2, c0 = k == 0 ? 1 : 0, c1 = k == 2 ? 1 : 2;
    return a[r0][c0] * a[r1][c1] - a[r0][c1] * a[r1][c0];
  };
  const double det = a[0][0] * minor_of(0, 0) - a[0][1] * minor_of(0, 1) + a[0][2] * minor_of(0, 2);
  for (std::size_t j = 0; j < 3; ++j)
    for (std::size_t k = 0; k < 3; ++k) inverse[k][j] = ((j + k) % 2 ? -1 : 1) * minor_of(j, k) / det;
  std::array<double, 3> beta{};
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < 3; ++j)
      for (std::size_t k = 0; k < 3; ++k) beta[j] += inverse[j][k] * row(i)[k] * y[i];
  double variance = 0;
  for (std::size_t i = 0; i < n; ++i) {
    double leverage = 0, direction = 0, fitted = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      fitted += beta[j] * row(i)[j];
      direction += inverse[2][j] * row(i)[j];
      for (std::size_t k = 0; k < 3; ++k) leverage += row(i)[j] * inverse[j][k] * row(i)[k];
    }
    const double error = (y[i] - fitted) / (1 - leverage);
    variance += direction * direction * error * error;
  }
  return {beta[2], std::sqrt(variance)};
}

}  // namespace

TEST_CASE("a row's money is spread over its days in whole units that add up", "[consistency]") {
  for (const Minor amount : {Minor{100}, Minor{-100}, Minor{7}, Minor{0}, Minor{-1}, Minor{1'000'003}})
    for (const Day days : {1, 3, 7, 31}) {
      const SpendRow row{10, 10 + days - 1, amount, 0, 0, true, 0};
      Minor sum = 0;
      for (Day each = row.first; each <= row.last; ++each) {
        CHECK(std::abs(double(money_on(row, each)) - double(amount) / days) < 1);
        sum += money_on(row, each);
      }
      CHECK(sum == amount);
    }
}

TEST_CASE("rows are of the days they are said or seen to be of", "[correctness]") {
  const auto range = [](const Spend& spend, std::size_t i) { return std::pair(iso_text(spend.rows[i].first), iso_text(spend.rows[i].last)); };
  using Range = std::pair<std::string, std::string>;
  // A month each, by their first days.
  CHECK(range(spend_of_rows({{day(2024, 1, 1), 0, 100}, {day(2024, 2, 1), 0, 100}}, false), 1) == Range{"2024-02-01", "2024-02-29"});
  // By their last days.
  CHECK(range(spend_of_rows({{day(2024, 1, 31), 0, 100}, {day(2024, 2, 29), 0, 100}}, false), 1) == Range{"2024-02-01", "2024-02-29"});
  // A week each.
  CHECK(range(spend_of_rows({{day(2024, 1, 1), 0, 1}, {day(2024, 1, 8), 0, 1}, {day(2024, 1, 22), 0, 1}}, false), 1) == Range{"2024-01-08", "2024-01-14"});
  // A day each.
  CHECK(range(spend_of_rows({{day(2024, 1, 1), 0, 1}, {day(2024, 1, 2), 0, 1}, {day(2024, 1, 22), 0, 1}}, false), 1) == Range{"2024-01-02", "2024-01-02"});
  // With ends, to these.
  const Spend ended = spend_of_rows({{day(2024, 1, 20), day(2024, 2, 8), 2000}}, true);
  CHECK(range(ended, 0) == Range{"2024-01-20", "2024-02-08"});
  CHECK(ended.by_month.at({0, 2024 * 12}) == 1200);
  CHECK(ended.by_month.at({0, 2024 * 12 + 1}) == 800);
  CHECK(ended.ends_not_used == 0);
  // Ends of the campaign, not of the rows: daily rows that would all overlap.
  std::vector<SpentRow> daily;
  for (Day i = 0; i < 20; ++i) daily.push_back({day(2024, 1, 2) + i, day(2024, 6, 30), 50, "", "Spring"});
  const Spend campaign = spend_of_rows(daily, true);
  CHECK(campaign.ends_not_used == 1);
  CHECK(range(campaign, 3) == Range{"2024-01-05", "2024-01-05"});
  // An end before the beginning is none, and years of one row are a slip.
  CHECK(range(spend_of_rows({{day(2024, 1, 20), day(2024, 1, 1), 1}, {day(2024, 1, 21), day(2034, 1, 1), 1}, {day(2024, 1, 24), day(2024, 1, 25), 1}}, true), 1) == Range{"2024-01-21", "2024-01-21"});
}

TEST_CASE("channels are one whatever their letters' case; a format's name stands in where rows name none", "[correctness]") {
  const Spend spend = spend_of_rows({{day(2024, 1, 3), 0, 100, "Search", "Brand"}, {day(2024, 1, 4), 0, 50, " search ", "Shoes"}, {day(2024, 1, 6), 0, 25, "", "Shoes"}, {day(2024, 1, 9), 0, 5, "SOCIAL", ""}}, false,
                                    {"brand", "Social"});
  REQUIRE(spend.channels.size() == 3);
  CHECK(spend.channels[0].name == "Search");
  CHECK(spend.channels[0].spend == 150);
  CHECK(spend.channels[1].name == "Meta Ads Manager");
  CHECK_FALSE(spend.channels[2].acquisition);
  const auto acquisition = [&](std::size_t i) { return spend.rows[i].acquisition; };
  CHECK(!acquisition(0));
  CHECK(acquisition(1));
  CHECK(acquisition(2));
  CHECK(!acquisition(3));
}

TEST_CASE("spend and new customers of a window are those of its days, one by one", "[consistency]") {
  Random random(5);
  for (int round = 0; round < 40; ++round) {
    std::vector<SpentRow> rows;
    for (int i = 0; i < 60; ++i) {
      const Day first = day(2023, 1, 1) + Day(random.below(400));
      rows.push_back({first, first + Day(random.below(70)), Minor(random.below(100'000)), random.below(2) ? "a" : "b", std::to_string(i)});
    }
    const Spend spend = spend_of_rows(rows, true, {"b"});
    std::vector<Day> firsts;
    for (int i = 0; i < 300; ++i) firsts.push_back(day(2023, 2, 10) + Day(random.below(330)));
    std::ranges::sort(firsts);
    const DayRange observed{firsts.front(), firsts.back()};
    const Day lag = Day(random.below(50));
    const bool only = random.below(2);
    const CountedSpend counted = counted_spend(spend, firsts, observed, only, lag);
    double sum = 0, customers = 0;
    for (Day each = observed.first; each <= observed.last; ++each) {
      if (each - lag < spend.first_day || each - lag > spend.last_day) continue;
      customers += double(std::ranges::count(firsts, each));
      for (const SpendRow& row : spend.rows)
        if (row.first <= each - lag && each - lag <= row.last && (row.acquisition || !only)) sum += double(money_on(row, each - lag));
    }
    CHECK(counted.spend == sum);
    CHECK(counted.customers == customers);
    double by_months = 0, customers_by_months = 0;
    for (const AcquisitionMonth& month : counted.months) by_months += month.spend, customers_by_months += month.customers;
    CHECK(by_months == sum);
    CHECK(customers_by_months == customers);
  }
}

TEST_CASE("the interval of a count solves (count − μ)² = z²φμ, and holds chance alone without months", "[correctness]") {
  for (const double count : {1.0, 10.0, 400.0}) {
    const Interval interval = count_interval(count, {});
    for (const double mean : {interval.low, interval.high}) CHECK(distance((count - mean) * (count - mean), z_95 * z_95 * mean) < 1e-9);
    const Interval wide = count_interval(count, {4, 10, 20});
    const double q = student_t_quantile(0.975, 10);
    for (const double mean : {wide.low, wide.high}) CHECK(distance((count - mean) * (count - mean), q * q * 4 * mean) < 1e-9);
  }
  CHECK(count_interval(0, {}).low == 0);
  CHECK_FALSE(cost_per_customer(100, 0, {}));
  const auto cost = cost_per_customer(5000, 10, {}, 7);
  REQUIRE(cost);
  CHECK(cost->value == 507);
  CHECK(distance(cost->interval->low, 5000 / count_interval(10, {}).high + 7) < 1e-12);
}

TEST_CASE("intervals of the cost of a customer hold 93 to 98 %, with trends, seasons of spend and scattered months", "[correctness]") {
  Random random(11);
  for (const double phi : {1.0, 5.0})
    for (const bool moving : {false, true}) {
      std::vector<bool> holds;
      for (int shop = 0; shop < 1500; ++shop) {
        auto months = months_of(18);
        double spend = 0, customers = 0, expected = 0;
        for (std::size_t i = 0; i < months.size(); ++i) {
          months[i].spend = moving ? (i % 2 ? 400'000.0 : 800'000.0) : 500'000;
          const double mean = double(months[i].days.days()) / 30 * (20 + 0.8 * double(i)) + months[i].spend / 20'000;
          // Gamma-Poisson with variance φ × mean.
          months[i].customers = double(poisson(random, phi > 1 ? random.gamma(mean / (phi - 1), 1 / (phi - 1)) : mean));
          spend += months[i].spend, customers += months[i].customers, expected += mean;
        }
        const auto cost = cost_per_customer(spend, customers, scatter_of(months));
        holds.push_back(cost->interval->low <= spend / expected && spend / expected <= cost->interval->high);
      }
      INFO("φ " << phi << (moving ? ", moving spend" : ""));
      CAPTURE(held(holds));
      CHECK(held(holds) > 0.93);
      CHECK(held(holds) < 0.98);
    }
}

TEST_CASE("what a further customer costs: exact on a line, beside a trend, and as MacKinnon & White write it", "[correctness]") {
  auto months = months_of(14);
  for (std::size_t i = 0; i < months.size(); ++i) {
    const double days = months[i].days.days();
    months[i].spend = days * (10'000 + 3'000 * double(i * 7 % 5));
    months[i].customers = days * 0.5 + double(i) * days * 0.1 + months[i].spend / 5'000;
  }
  const auto exact = marginal_cost(months);
  REQUIRE(exact);
  REQUIRE(exact->cost);
  CHECK(distance(exact->cost->value, 5'000) < 1e-9);

  Random random(3);
  std::vector<double> t, x, y;
  for (std::size_t i = 0; i < months.size(); ++i) {
    months[i].customers = double(poisson(random, months[i].customers));
    t.push_back(double(i)), x.push_back(months[i].spend / months[i].days.days()), y.push_back(months[i].customers / months[i].days.days());
  }
  const auto noisy = marginal_cost(months);
  const auto [slope, error] = hc3_line(t, x, y);
  CHECK(distance(noisy->slope, slope) < 1e-9);
  CHECK(distance(noisy->high - noisy->slope, student_t_quantile(0.975, 11) * error) < 1e-9);

  for (AcquisitionMonth& month : months) month.spend = 10'000.0 * month.days.days();
  const auto flat = marginal_cost(months);
  CHECK_FALSE(flat->varied);
  CHECK_FALSE(flat->cost);
  months.resize(11);
  CHECK_FALSE(marginal_cost(months));
}

TEST_CASE("the slope's interval holds 93 to 98 %, and a slope of nothing is rarely called one", "[correctness]") {
  Random random(23);
  for (const double per_spend : {1 / 6'000.0, 0.0}) {
    std::vector<bool> holds, found;
    for (int shop = 0; shop < 1500; ++shop) {
      auto months = months_of(24);
      for (std::size_t i = 0; i < months.size(); ++i) {
        const double days = months[i].days.days();
        months[i].spend = days * 10'000 * (0.5 + random.uniform());
        months[i].customers = double(poisson(random, random.gamma(30, 30) * days * (1 + 0.02 * double(i)) + per_spend * months[i].spend));
      }
      const auto line = marginal_cost(months);
      holds.push_back(line->low <= per_spend && per_spend <= line->high);
      found.push_back(line->cost.has_value());
    }
    CAPTURE(held(holds), held(found));
    CHECK(held(holds) > 0.93);
    CHECK(held(holds) < 0.98);
    if (per_spend == 0) CHECK(held(found) < 0.04);
    else CHECK(held(found) > 0.9);
  }
}

TEST_CASE("first purchases are counted on their days, refunds are none", "[correctness]") {
  const std::vector<Order> orders = {{0, 10, 500}, {0, 12, 500}, {1, 11, -100}, {1, 15, 300}, {2, 20, -50}, {3, 40, 100}};
  CHECK(first_purchase_days(TransactionLog(orders, 4), 30) == std::vector<Day>{10, 15});
}
