import LukeData
import LukeTasks
import Testing

/// Sentences longer than a sequence.
///
/// The windows are worked out by hand: segments of at most half of the eight subwords, the rest of
/// which is filled from both sides.
@Suite struct SentenceSegmentTests {
  private func features(
    _ words: String, _ settings: NamedEntityRecognitionSettings
  ) throws -> EntitySpanFeatures {
    let lines = words.split(separator: " ", omittingEmptySubsequences: false).map {
      $0.isEmpty ? "" : $0.contains("/") ? $0.replacing("/", with: " ") : "\($0) O"
    }
    let corpus = try EntityDataReader.read(
      bytes: Array(lines.joined(separator: "\n").utf8), name: "sample")
    return EntitySpanFeatureBuilder(
      settings: settings, encoder: toyEncoder, labels: LabelSet(["O", "X"]), maskEntityID: 9
    ).features(of: corpus)
  }

  private func letters(_ feature: EntitySpanFeature) -> String {
    let scalars = feature.wordIDs.dropFirst().dropLast().compactMap { Unicode.Scalar(UInt32($0)) }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test func theRestOfTheSentenceStandsAroundASegment() throws {
    let result = try features(
      "a b c d e f g h i j k l m", .init(context: .sentence, maximumLength: 10))
    #expect(result.features.map(letters) == ["abcdefgh", "cdefghij", "fghijklm", "fghijklm"])
    #expect(result.features.map { $0.spanStarts.first } == [1, 3, 4, 8])
    #expect(result.splitSentenceCount == 1)
    #expect(result.features.allSatisfy { $0.sentence == 0 })
  }

  @Test func theDocumentStandsAroundASegment() throws {
    let result = try features("x  a b c d e f g h i j k l m  y", .init(maximumLength: 10))
    #expect(
      result.features.map(letters) == [
        "xabcdefg", "xabcdefg", "cdefghij", "ghijklmy", "ghijklmy", "ghijklmy",
      ])
    #expect(result.features.map(\.sentence) == [0, 1, 1, 1, 1, 2])
    #expect(result.features[4].candidateCount == 1)
  }

  /// No span that is short enough is left out because a segment ends in it.
  @Test func everyShortSpanIsOneCandidate() throws {
    let result = try features(
      "a b c d e f g h i j k l m",
      .init(context: .sentence, maximumLength: 10, maximumMentionLength: 3, maximumEntityLength: 5))
    let found = result.features.flatMap { feature in
      (0..<feature.candidateCount).map(feature.words(ofCandidate:))
    }
    let all = (0..<13).flatMap { start in
      (start + 1...min(start + 3, 13)).map { start..<$0 }
    }
    #expect(found == all)
    for feature in result.features {
      for index in 0..<feature.candidateCount {
        let text = Array("abcdefghijklm"[...])[feature.words(ofCandidate: index)]
        let span = Array(letters(feature))[
          Int(feature.spanStarts[index]) - 1..<Int(feature.spanEnds[index])]
        #expect(text == span)
      }
    }
  }

  @Test func whatRunsBeyondTheWindowIsReported() throws {
    let words = "a b c d/B-X e/I-X f/I-X g/I-X h/I-X i/I-X j k l m"
    let result = try features(words, .init(context: .sentence, maximumLength: 10))
    #expect(
      result.unreachable.map(\.description) == [
        "sample:4: X \"d e f g h i\": lies across the place where the sentence, longer than "
          + "task.max_length, 10, is split"
      ])
    let reached = try features(
      words.replacing("i/I-X", with: "i"), .init(context: .sentence, maximumLength: 10))
    #expect(reached.unreachable.isEmpty)
    #expect(reached.features.map { $0.labels.count { $0 == 1 } } == [1, 0, 0, 0])
  }

  @Test func sentencesThatJustFitAreNotSplit() throws {
    let fits = try features("a b c d e f g h", .init(context: .sentence, maximumLength: 10))
    #expect(fits.features.map(letters) == ["abcdefgh"])
    #expect(fits.splitSentenceCount == 0)
    let split = try features("a b c d e f g h i", .init(context: .sentence, maximumLength: 10))
    #expect(split.features.map(letters) == ["abcdefgh", "bcdefghi", "bcdefghi"])
    #expect(split.splitSentenceCount == 1)
  }

  @Test func wordsTooLongForASegmentStandAlone() throws {
    let long = String(repeating: "z", count: 10)
    let alone = try features("a b \(long) c d", .init(context: .sentence, maximumLength: 10))
    #expect(alone.features.map(letters) == ["abzzzzzc", "abzzzzzc", "bzzzzzcd"])
    #expect(alone.features.map { $0.spanEnds.first } == [1, 7, 7])
  }

  /// A word longer than a whole sequence keeps the subwords that fit.
  @Test func wordsTooLongForASequenceAreCut() throws {
    let long = String(repeating: "z", count: 24)
    let cut = try features("a \(long)/B-X c", .init(maximumLength: 10))
    #expect(cut.features.map(letters) == ["azzzzzzz", "zzzzzzzz", "zzzzzzzc"])
    #expect(cut.features.map(\.spanStarts) == [[1], [1], [8]])
    #expect(cut.features.map(\.spanEnds) == [[1], [8], [8]])
    #expect(cut.features.map(\.labels) == [[0], [1], [0]])
    #expect(cut.unreachable.isEmpty)
    #expect(try features("\(long)/B-X", .init(maximumLength: 3)).features.map(\.spanEnds) == [[1]])
  }

  @Test func answersOfSegmentsMeetInTheirSentence() throws {
    let result = try features(
      "a b c d e f g h i j", .init(context: .sentence, maximumLength: 10, maximumMentionLength: 2))
    var decoder = EntitySpanDecoder(labels: LabelSet(["O", "X"]), sentenceCount: 1)
    let scores: [Range<Int>: Float] = [3..<5: 2, 4..<5: 1, 4..<6: 3, 3..<4: 1, 8..<10: 1]
    for feature in result.features {
      decoder.add(
        feature,
        logits: (0..<feature.candidateCount).flatMap {
          [0, scores[feature.words(ofCandidate: $0)] ?? -1]
        })
    }
    #expect(decoder.entities().map { $0.map(\.words) } == [[3..<4, 4..<6, 8..<10]])
  }
}
