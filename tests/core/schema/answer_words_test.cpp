// Words, stars and fractions that answer a question.
#include "schema/answer_words.h"

#include <catch2/catch_test_macros.hpp>
#include <string_view>

using namespace lifeworth;

namespace {

int point(Vocabulary vocabulary, std::string_view answer) { return points_of(answer)[static_cast<std::size_t>(vocabulary)].value_or(-99); }

}  // namespace

TEST_CASE("words of satisfaction are read in both languages, any capitals and endings", "[correctness]") {
  using enum Vocabulary;
  CHECK(point(satisfaction, "Very satisfied") == 5);
  CHECK(point(satisfaction, "MUY SATISFECHO") == 5);
  CHECK(point(satisfaction, "muy satisfecha") == 5);
  CHECK(point(satisfaction, "Muy insatisfecho") == 1);
  CHECK(point(satisfaction, "Ni satisfecho ni insatisfecho") == 3);
  CHECK(point(satisfaction, "Somewhat dissatisfied") == 2);
  CHECK(point(groups, "Promotor") == 1);
  CHECK(point(groups, "Pasivo") == 0);
  CHECK(point(groups, "Detractor") == -1);
  CHECK(point(good_bad, "Good, I'm satisfied") == 1);
  CHECK(point(good_bad, "Bad") == 0);
  CHECK(point(good_bad, "Bueno") == 1);
  CHECK(point(quality, "Malo") == 2);
  CHECK(point(quality, "P\u00E9simo") == 1);
  CHECK(point(ease, "Muy f\u00E1cil") == 5);
  CHECK(point(ease, "Very difficult") == 1);
  CHECK(point(effort, "Very low effort") == 1);
  CHECK(point(agreement, "Strongly agree") == 5);
  CHECK(point(agreement, "Somewhat agree") == 4);
  CHECK(point(agreement_7, "Somewhat agree") == 5);
  CHECK(point(agreement_7, "Strongly agree") == 7);
  CHECK(point(stars, "\u2605\u2605\u2605\u2606\u2606") == 3);
  CHECK(point(stars, "\u2B50\uFE0F\u2B50\uFE0F") == 2);
  CHECK(point(stars, "****") == -99);
  CHECK(point(satisfaction_7, "Moderately dissatisfied") == 2);
  CHECK(point(satisfaction_7, "Ligeramente satisfecho") == 5);
  CHECK(point(satisfaction_7, "Satisfied") == 6);
  CHECK(point(satisfaction_extent, "Not at all satisfied") == 1);
  CHECK(point(satisfaction_extent, "Very satisfied") == 4);
  CHECK(point(satisfaction_amount, "Bastante satisfecho") == 4);
  CHECK(point(ease_7, "Slightly difficult") == 3);
  CHECK(point(ease_extent, "Sumamente f\u00E1cil") == 5);
  CHECK(point(good_bad, "\U0001F44D\U0001F3FD") == 1);
  CHECK(point(faces_3, "\u2639\uFE0F") == 1);
  CHECK(point(faces, "\U0001F600") == 5);
}

TEST_CASE("what is no answer has no point", "[input]") {
  for (const std::string_view text : {"", "Offered", "The delivery was very satisfied", "10", "\u2606\u2606", "\u2605\u2605\u2605\u2605\u2605\u2605"})
    for (const Vocabulary vocabulary : vocabularies) CHECK(point(vocabulary, text) == -99);
  CHECK(point(Vocabulary::satisfaction, std::string(500, 'x')) == -99);
}

TEST_CASE("of how many points an answer is", "[correctness]") {
  CHECK(out_of("7 / 10") == 10);
  CHECK(out_of("7.00/10") == 10);
  CHECK(out_of("4 out of 5") == 5);
  CHECK(out_of("4 de 5") == 5);
  CHECK(out_of("4 of 5 stars") == 5);
  CHECK_FALSE(out_of("7"));
  CHECK_FALSE(out_of("7 stars"));
  CHECK_FALSE(out_of("/10"));
  CHECK_FALSE(out_of("10 - Extremely likely"));
  CHECK_FALSE(out_of("7/100000"));
}

TEST_CASE("what a question asks about", "[correctness]") {
  CHECK(asked_about("How likely are you to recommend us?").recommending);
  CHECK(asked_about("\u00BFQu\u00E9 probabilidad hay de que nos recomiende?").recommending);
  CHECK(asked_about("NPS").recommending);
  CHECK(asked_about("CSAT score").satisfaction);
  CHECK(asked_about("Nivel de satisfacci\u00F3n").satisfaction);
  CHECK(asked_about("How much effort did you personally have to put forth?").effort);
  CHECK(asked_about("The company made it easy").ease);
  CHECK(asked_about("CES").ces);
  CHECK_FALSE(asked_about("process").ces);
  CHECK_FALSE(asked_about("services").ces);
  const AskedAbout nothing = asked_about("score");
  CHECK_FALSE((nothing.recommending || nothing.satisfaction || nothing.effort || nothing.ease || nothing.ces));
}
