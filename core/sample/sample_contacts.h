// When customers of the made-up shop wrote or called, how content they were with the answer (CSAT) and how much effort it took them (CES), so that the page has something to show and the
// tests something to find. Planted: money given back brings a contact more often than not; delivery takes longest to settle and comes back most often; waiting and having to come back cost
// satisfaction and make effort, chat is liked a little better; agents are alike. Nothing of it changes what is bought later. Deterministic: one seed, one file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sample/sample_orders.h"

namespace lifeworth {

inline constexpr std::string_view sample_contact_channels[] = {"email", "chat", "phone"};
inline constexpr std::string_view sample_contact_topics[] = {"delivery", "product", "payment", "refund"};
inline constexpr std::string_view sample_products[] = {"Shirts", "Mugs", "Prints"};
inline constexpr std::string_view sample_agents[] = {"Ines", "Tom", "Mara", "Leo"};
/// How often a purchase, and money given back, brings a contact.
inline constexpr double sample_contacts_a_purchase = 0.15, sample_contacts_a_refund = 0.6;

struct SampleContact {
  std::uint32_t customer;
  Day opened, closed;
  std::uint8_t channel, topic, product, agent;  ///< in the lists above
  int handle_seconds;
  bool reopened;
  std::optional<int> csat;    ///< 1–5, high is good
  std::optional<int> effort;  ///< 1–5, low is good
};

/// Sorted by the day they were opened, none after the last order.
std::vector<SampleContact> sample_contacts(const SampleOptions& options);

/// A CSV export: ticket_id, customer_id, opened, closed, channel, topic, product, agent, handle_seconds, reopened, csat.
std::string sample_tickets_csv(const SampleOptions& options);

/// The answers to another question, sent the day after: response_id, customer_id, response_date, effort_score, channel, touchpoint (the topic), product.
std::string sample_effort_csv(const SampleOptions& options);

}  // namespace lifeworth
