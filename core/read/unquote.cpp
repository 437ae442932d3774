#include "read/unquote.h"

#include <algorithm>

namespace lifeworth {

std::string_view Unquoter::unquoted(std::string_view cell) {
  const char quote = dialect_.quote, escape = dialect_.escape;
  std::string_view inner = cell;
  if (dialect_.spaced) inner.remove_prefix(std::min(inner.find_first_not_of(' '), inner.size()));
  if (inner.empty() || inner.front() != quote) return cell;
  inner.remove_prefix(1);
  const std::size_t first = inner.find(quote);
  if (first == inner.size() - 1 && (!escape || inner.find(escape) == std::string_view::npos)) return inner.substr(0, first);
  std::string& text = rewritten_.emplace_back();
  text.reserve(inner.size());
  bool inside = true;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    const bool more = i + 1 < inner.size();
    if (inside && escape && inner[i] == escape && more && (inner[i + 1] == quote || inner[i + 1] == escape)) {
      text.push_back(inner[++i]);
    } else if (inside && inner[i] == quote) {
      if (more && inner[i + 1] == quote) text.push_back(inner[i++]);
      else inside = false;
    } else {
      text.push_back(inner[i]);
    }
  }
  return text;
}

}  // namespace lifeworth
