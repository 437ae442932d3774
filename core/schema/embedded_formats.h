// The texts of core/formats/*/format.json; the file that holds them is written when the build is configured.
#pragma once

#include <span>
#include <string_view>

namespace lifeworth {

std::span<const std::string_view> embedded_formats();

}  // namespace lifeworth
