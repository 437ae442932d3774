// Several files of answers → those on one scale put together, so that all a survey can tell is told of all of them at once, and of each beside the others.
#pragma once

#include <vector>

#include "results/reading_json.h"

namespace lifeworth {

/// One for each scale, or set of words, that two files and more show by themselves; files whose scale has to be asked are in none. In order of the first file.
std::vector<JoinedAnswers> joined_answers(const Loaded& loaded);

}  // namespace lifeworth
