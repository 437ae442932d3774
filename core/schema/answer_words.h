// The words, stars, faces and fractions by which people answer a question about satisfaction, in English and Spanish. In: an answer as written. Out: its point on the
// scale that such words make.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lifeworth {

/// Words that belong together. Where two read the same answers and keep as many of them apart, the one before holds: "Good" and "Bad" alone are two words, not two of five.
enum class Vocabulary : std::uint8_t {
  groups,              ///< promoter 1, passive 0, detractor −1
  good_bad,            ///< 0, 1
  satisfaction,        ///< very dissatisfied 1 … very satisfied 5
  satisfaction_7,      ///< the same with two steps between neither and very: "slightly" and "moderately", or "somewhat" and none
  satisfaction_extent, ///< not at all satisfied 1 … extremely satisfied 5, "very" being 4
  satisfaction_amount, ///< nada satisfecho 1, poco, algo, bastante, muy satisfecho 5
  quality,             ///< very bad 1 … excellent 5
  ease,                ///< very difficult 1 … very easy 5
  ease_7,              ///< as with satisfaction_7
  ease_extent,         ///< not at all easy 1 … extremely easy 5
  effort,              ///< very low effort 1 … very high effort 5
  agreement,           ///< strongly disagree 1 … strongly agree 5
  agreement_7,         ///< the same with "somewhat" beside the plain word
  faces_3,             ///< sad 1, neither 2, glad 3
  faces,               ///< angry 1, sad 2, neither 3, smiling 4, beaming 5
  stars                ///< ★ 1 … ★★★★★ 5
};
inline constexpr std::array vocabularies = {
    Vocabulary::groups, Vocabulary::good_bad, Vocabulary::satisfaction, Vocabulary::satisfaction_7, Vocabulary::satisfaction_extent, Vocabulary::satisfaction_amount, Vocabulary::quality, Vocabulary::ease,
    Vocabulary::ease_7, Vocabulary::ease_extent, Vocabulary::effort, Vocabulary::agreement, Vocabulary::agreement_7, Vocabulary::faces_3, Vocabulary::faces, Vocabulary::stars};

struct WordScale {
  int low, high;
};
WordScale scale_of(Vocabulary vocabulary);

/// The point of an answer in each vocabulary, by its place; nothing where it is none of its words.
using AnswerPoints = std::array<std::optional<int>, vocabularies.size()>;
AnswerPoints points_of(std::string_view answer);

/// The 10 of "7 / 10" and "7 out of 10".
std::optional<int> out_of(std::string_view answer);

/// Words of a question that tell what it measures.
struct AskedAbout {
  bool recommending = false, satisfaction = false, effort = false, ease = false, ces = false;
};
AskedAbout asked_about(std::string_view question);

/// What a kind of survey asks about, by its name: all there was between customer and shop, or one contact or purchase.
enum class Occasion : std::uint8_t { unknown, relationship, event };
Occasion occasion_of(std::string_view survey_type);

}  // namespace lifeworth
