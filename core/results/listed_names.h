// What lists of customers that leave the page call them. In: names as the files write them. Out: the same, or, where a list is to be handed on, e-mail addresses masked: first letter, the
// customer's number in this session, domain ("a***17@example.org"). The number keeps two customers apart and one the same in every list of a session, so that masked files still match.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/text_dictionary.h"

namespace lifeworth {

/// `number`: counted from 1. What has no @ inside is no address, and stays.
inline std::string masked_email(std::string_view name, std::uint64_t number) {
  const std::size_t at = name.rfind('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == name.size()) return std::string(name);
  std::size_t letter = 1;
  while (letter < at && (static_cast<unsigned char>(name[letter]) & 0xc0) == 0x80) ++letter;  // not half of one
  return std::string(name.substr(0, letter)).append("***").append(std::to_string(number)).append(name.substr(at));
}

class ListedNames {
 public:
  ListedNames(const TextDictionary& names, bool masked) : names_(names), masked_(masked) {}
  std::string operator[](std::uint32_t customer) const { return masked_ ? masked_email(names_[customer], customer + std::uint64_t{1}) : std::string(names_[customer]); }

 private:
  const TextDictionary& names_;
  bool masked_;
};

}  // namespace lifeworth
