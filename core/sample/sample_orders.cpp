#include "sample/sample_orders.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/random.h"

namespace lifeworth {
namespace {

constexpr double weeks_observed = 1096 / 7.0;  // 2023 to 2025: the first customers have three whole years
constexpr double weeks_joining = 548 / 7.0;

Day first_day() { return *day_of({2023, 1, 1}); }

/// The same bits for the same customer, whatever is drawn beside them.
std::uint32_t mixed(std::uint32_t customer) { return customer * 2654435761u; }

std::uint8_t channel_of(std::uint32_t customer, double rate) {
  const double place = mixed(customer) / 4294967296.0;
  const bool busy = rate > sample_purchases.r / sample_purchases.alpha;
  return place < (busy ? 0.25 : 0.35) ? 0 : place < (busy ? 0.5 : 0.7) ? 1 : place < (busy ? 0.6 : 0.85) ? 2 : 3;
}

/// One customer's purchases: exponential gaps at rate λ, gone after each with probability p; amounts gamma around an own mean.
void add_customer(std::uint32_t customer, Random& random, const SampleOptions& options, std::vector<SampleOrder>& orders) {
  // Joining days are spread with a season: more of them before Christmas.
  double joined = random.uniform() * weeks_joining;
  if (random.uniform() < 0.15) joined = 46 + random.uniform() * 5;
  const double rate = random.gamma(sample_purchases.r, sample_purchases.alpha);
  const std::uint8_t channel = channel_of(customer, rate);
  const double leave = random.beta(sample_purchases.a, sample_purchases.b);
  const double scale = random.gamma(sample_spend.q, sample_spend.gamma);
  for (double time = joined; time < weeks_observed;) {
    const auto day = static_cast<Day>(first_day() + std::floor(time * 7));
    const auto amount = std::max<Minor>(1, std::llround(random.gamma(sample_spend.p, scale) * 100));
    orders.push_back({customer, time, day, amount, channel});
    if (options.refunds && random.uniform() < 0.02) {
      const double later = time + (2 + random.uniform() * 12) / 7;
      if (later < weeks_observed)
        orders.push_back({customer, later, static_cast<Day>(first_day() + std::floor(later * 7)), -std::max<Minor>(1, amount / 3), channel});
    }
    // The first purchase is the beginning, not a repeat: nobody leaves after it (BG/NBD's assumption).
    if (time != joined && random.uniform() < leave) break;
    time += random.exponential(rate);
  }
}

}  // namespace

std::vector<SampleOrder> sample_orders(const SampleOptions& options) {
  Random random(options.seed);
  std::vector<SampleOrder> orders;
  for (std::uint32_t customer = 0; customer < options.customers; ++customer) add_customer(customer, random, options, orders);
  std::ranges::stable_sort(orders, {}, &SampleOrder::time);
  return orders;
}

std::vector<double> sample_liking(const SampleOptions& options) {
  Random random(options.seed + 5);
  std::vector<double> liking(options.customers);
  for (double& each : liking) each = random.normal();
  return liking;
}

std::vector<std::optional<std::uint32_t>> sample_referrers(const std::vector<SampleOrder>& orders, const SampleOptions& options) {
  constexpr int most_tries = 40;
  const std::vector<double> liking = sample_liking(options);
  std::vector<SampleOrder> firsts;  // of each customer, in order of time
  std::vector<bool> seen(options.customers);
  for (const SampleOrder& order : orders)
    if (!seen[order.customer]) firsts.push_back(order), seen[order.customer] = true;
  Random random(options.seed + 6);
  std::vector<std::optional<std::uint32_t>> referrers(options.customers);
  for (const SampleOrder& own : firsts) {
    const auto earlier = static_cast<std::uint64_t>(std::ranges::lower_bound(firsts, own.day, {}, &SampleOrder::day) - firsts.begin());
    if (sample_channels[own.channel] != "referral" || earlier == 0) continue;
    for (int tries = 0; tries < most_tries && !referrers[own.customer]; ++tries) {
      const std::uint32_t one = firsts[random.below(earlier)].customer;
      if (random.uniform() < 1 / (1 + std::exp(2 - 2 * liking[one]))) referrers[own.customer] = one;
    }
  }
  return referrers;
}

std::string sample_csv(const SampleOptions& options) {
  constexpr std::string_view countries[] = {"ES", "MX", "GB", "US", "CO", "IE"};
  std::string csv = "order_id,customer_id,order_date,total,currency,country,channel,referred_by\r\n";
  const auto orders = sample_orders(options);
  const auto referrers = sample_referrers(orders, options);
  std::uint32_t number = 1000;
  for (const SampleOrder& order : orders) {
    const std::uint32_t mix = mixed(order.customer);
    char line[160], referrer[16] = "";
    if (const auto one = referrers[order.customer]) std::snprintf(referrer, sizeof referrer, "C-%05u", *one + 1);
    std::snprintf(line, sizeof line, "%s%u,C-%05u,%s,%s,EUR,%s,%s,%s\r\n", order.amount < 0 ? "R" : "", ++number, order.customer + 1,
                  iso_text(order.day).c_str(), decimal_text(order.amount, 2).c_str(), countries[mix >> 8 & 3 ? mix >> 16 & 3 : 4 + (mix >> 20 & 1)].data(),
                  sample_channels[order.channel].data(), referrer);
    csv += line;
  }
  return csv;
}

}  // namespace lifeworth
