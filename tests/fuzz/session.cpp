// Any file, read whole and in pieces, comes to the same summary or the same refusal, and its account adds up.
#include <string>

#include "session.h"
#include "target.h"

namespace {

std::string summary_of(std::string_view bytes, unsigned char choice) {
  lifeworth::Session session;
  const std::string reading = session.peek(bytes, true);
  if (reading.starts_with("{\"error\"")) return reading;
  std::string pushed;
  const auto push = [&](std::string_view piece) {
    if (!pushed.starts_with("{\"error\"")) pushed = session.push(std::string(piece));
  };
  if (choice == 0) push(bytes);
  else fuzz::in_pieces(bytes, choice, push);
  if (pushed.starts_with("{\"error\"")) return pushed;
  const std::string summary = session.finish();
  if (!summary.starts_with("{\"error\"")) {
    session.compute(R"({"kind":"left_out"})");
    session.compute(R"({"kind":"records_csv"})");
    session.compute(R"({"kind":"realised"})");
  }
  return summary;
}

std::uint64_t number_in(const std::string& json, const std::string& name) {
  const std::size_t at = json.find("\"" + name + "\":");
  return at == std::string::npos ? 0 : std::stoull(json.substr(at + name.size() + 3));
}

}  // namespace

void fuzz::run(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto choice = static_cast<unsigned char>(bytes.front());
  const std::string file(bytes.substr(1));
  const std::string whole = summary_of(file, 0);
  must(whole == summary_of(file, static_cast<unsigned char>(1 + choice % 200)), "pieces come to the same as the whole");
  if (whole.starts_with("{\"error\"")) return;
  must(number_in(whole, "rows_read") == number_in(whole, "rows_used") + number_in(whole, "rows_left_out"), "every row is used or left out");
  if (const auto all = number_in(whole, "all"))
    must(all == number_in(whole, "preamble") + number_in(whole, "header") + number_in(whole, "rows_read") + number_in(whole, "blank") + number_in(whole, "continued"),
         "every line is somewhere");
}
