// A file of answers → on which scale they are, with the reason, and each answer's place on it. What a person says counts; what the file shows is said all the same. A
// scale that may be another one is asked for and never taken for NPS. Satisfaction is read in halves where answers lie halfway between two points (4.5 of 5 stars).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/scores.h"
#include "results/request.h"
#include "schema/answer_words.h"
#include "schema/records.h"

namespace lifeworth {

/// Why an answer is not on the scale.
enum class OffScale : std::uint8_t { outside, not_whole, no_number, other_words };
inline constexpr std::array<std::string_view, 4> off_scale_codes = {"outside", "not_whole", "no_number", "other_words"};

struct OffScaleAnswers {
  std::uint64_t answers = 0;
  std::vector<std::string> examples;  ///< the commonest, as written
};

struct SurveyScale {
  std::optional<ScoreScale> scale;   ///< what holds; nothing: it has to be asked
  std::optional<ScoreScale> guess;
  Sentence reason;                   ///< of the guess
  bool by_person = false;
  std::optional<Vocabulary> words;   ///< that the answers are; nothing: numbers
  std::array<bool, 4> possible{};    ///< by measure: what such answers can be read as
  bool misfit = false;               ///< a person wants what they cannot be read as
};

/// A kind of answers, as the column of types writes it.
struct AnswerType {
  std::string name;
  std::uint64_t answers = 0;
};

struct SurveyAnswers {
  std::vector<AnswerType> types;     ///< the commonest first; empty where there is one only
  SurveyScale scale;
  std::vector<ScoreAnswer> answers;  ///< on the scale, sorted; empty without one
  std::array<OffScaleAnswers, off_scale_codes.size()> off_scale;
};

/// Errors: bad_request where the ends of the scale are the wrong way round, or where no answer is of the wanted type. Answers whose types tell of different questions (NPS and CSAT in one
/// column), or of relational and transactional surveys, have no scale until one of them is chosen, or a person says how to read all.
Expected<SurveyAnswers> survey_answers(const Records& records, std::string_view question, const SurveyRequest& request);

}  // namespace lifeworth
