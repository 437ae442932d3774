// The second front door of the core, for what needs no file: calculators. Text in, JSON out, like session.h; nothing is kept between calls. Small
// enough to be built into a module of its own, which is what the embedded calculators ship.
#pragma once

#include <string>
#include <string_view>

namespace lifeworth {

/// Whether a request is one of "calculators", "calculation", "uncertainty", "solve".
bool is_calculator_request(std::string_view request_json);

/// Answers it; {"error": …} when it cannot be understood.
std::string calculate(std::string_view request_json);

}  // namespace lifeworth
