#include "sample/sample_contacts.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>

#include "base/random.h"

namespace lifeworth {
namespace {

constexpr std::uint8_t delivery = 0, product = 1, payment = 2, refund = 3;
constexpr std::uint8_t chat = 1;

/// Of a scale from 1 to 5.
int answer(double place) { return static_cast<int>(std::clamp(std::round(place), 1.0, 5.0)); }

SampleContact contact_after(const SampleOrder& order, Random& random) {
  SampleContact contact{};
  contact.customer = order.customer;
  const bool given_back = order.amount < 0;
  contact.opened = order.day + (given_back ? 0 : static_cast<Day>(random.below(10)));
  const double about = random.uniform();
  contact.topic = given_back ? refund : about < 0.5 ? delivery : about < 0.8 ? product : payment;
  contact.channel = static_cast<std::uint8_t>(random.below(std::size(sample_contact_channels)));
  contact.product = static_cast<std::uint8_t>((order.customer + static_cast<std::uint32_t>(order.day)) % std::size(sample_products));
  contact.agent = static_cast<std::uint8_t>(random.below(std::size(sample_agents)));
  const double wait = random.exponential(contact.topic == delivery ? 0.6 : 1.4);  // days
  contact.closed = contact.opened + static_cast<Day>(wait);
  contact.handle_seconds = 30 + static_cast<int>(random.gamma(3, 3 / (contact.channel == chat ? 300.0 : 420.0)));
  contact.reopened = random.uniform() < (contact.topic == delivery ? 0.25 : 0.1);
  const double waited = std::fmin(wait, 4), again = contact.reopened ? 1 : 0;
  const int csat = answer(4.4 - 0.35 * waited - 0.9 * again + (contact.channel == chat ? 0.3 : 0) + 0.8 * random.normal());
  const int effort = answer(2 + 0.3 * waited + 1.1 * again + 0.8 * random.normal());
  if (random.uniform() < 0.5) contact.csat = csat;
  if (random.uniform() < 0.35) contact.effort = effort;
  return contact;
}

}  // namespace

std::vector<SampleContact> sample_contacts(const SampleOptions& options) {
  Random random(options.seed + 3);
  const auto orders = sample_orders(options);
  const Day last = orders.empty() ? 0 : orders.back().day;
  std::vector<SampleContact> contacts;
  for (const SampleOrder& order : orders) {
    if (random.uniform() >= (order.amount < 0 ? sample_contacts_a_refund : sample_contacts_a_purchase)) continue;
    if (const SampleContact contact = contact_after(order, random); contact.opened <= last) contacts.push_back(contact);
  }
  std::ranges::stable_sort(contacts, {}, &SampleContact::opened);
  return contacts;
}

std::string sample_tickets_csv(const SampleOptions& options) {
  std::string csv = "ticket_id,customer_id,opened,closed,channel,topic,product,agent,handle_seconds,reopened,csat\r\n";
  std::uint32_t number = 20000;
  for (const SampleContact& each : sample_contacts(options)) {
    char line[160];
    std::snprintf(line, sizeof line, "%u,C-%05u,%s,%s,%s,%s,%s,%s,%d,%d,%s\r\n", ++number, each.customer + 1, iso_text(each.opened).c_str(), iso_text(each.closed).c_str(),
                  sample_contact_channels[each.channel].data(), sample_contact_topics[each.topic].data(), sample_products[each.product].data(), sample_agents[each.agent].data(), each.handle_seconds, each.reopened ? 1 : 0,
                  each.csat ? std::to_string(*each.csat).c_str() : "");
    csv += line;
  }
  return csv;
}

std::string sample_effort_csv(const SampleOptions& options) {
  auto contacts = sample_contacts(options);
  std::ranges::stable_sort(contacts, {}, &SampleContact::closed);
  std::string csv = "response_id,customer_id,response_date,effort_score,channel,touchpoint,product\r\n";
  std::uint32_t number = 8000;
  for (const SampleContact& each : contacts) {
    if (!each.effort) continue;
    char line[120];
    std::snprintf(line, sizeof line, "%u,C-%05u,%s,%d,%s,%s,%s\r\n", ++number, each.customer + 1, iso_text(each.closed + 1).c_str(), *each.effort, sample_contact_channels[each.channel].data(),
                  sample_contact_topics[each.topic].data(), sample_products[each.product].data());
    csv += line;
  }
  return csv;
}

}  // namespace lifeworth
