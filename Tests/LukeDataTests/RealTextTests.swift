import Foundation
import LukeData
import LukeTestSupport
import Testing

/// Public sets of labelled texts in their original files, with the counts that their makers give.
@Suite(.enabled(if: sharedData("banking77") != nil))
struct RealTextTests {
  private func corpus(
    _ path: String, columns: TextColumns = TextColumns(), requiresLabels: Bool = true
  ) throws -> TextCorpus {
    var options = TextDataOptions()
    options.columns = columns
    options.requiresLabels = requiresLabels
    return try TextDataReader.read(
      SourceText(file: #require(sharedData(path)).path), options)
  }

  @Test(arguments: [
    ("banking77/train.csv", 10_003, 77, "CSV, UTF-8, text \"text\", label \"category\""),
    ("banking77/test.csv", 3_080, 77, "CSV, UTF-8, text \"text\", label \"category\""),
    (
      "glue_tsv/QNLI/dev.tsv", 5_463, 2,
      "columns between tabs, UTF-8, text \"question\", second text \"sentence\", label \"label\""
    ),
    (
      "glue_tsv/RTE/train.tsv", 2_490, 2,
      "columns between tabs, UTF-8, text \"sentence1\", second text \"sentence2\", label \"label\""
    ),
    (
      "glue_tsv/RTE/dev.tsv", 277, 2,
      "columns between tabs, UTF-8, text \"sentence1\", second text \"sentence2\", label \"label\""
    ),
    (
      "glue_tsv/WNLI/dev.tsv", 71, 2,
      "columns between tabs, UTF-8, text \"sentence1\", second text \"sentence2\", label \"label\""
    ),
    (
      "xnli_variants/xnli.dev.hr.csv", 2_490, 3,
      "CSV, UTF-8, text \"premise\", second text \"hypo\", label \"label\""
    ),
    (
      "xnli_variants/ur/ur.genre.dev.tsv", 2_490, 3,
      "columns between tabs, UTF-8, text \"sentence1_ur\", second text \"sentence2_ur\", label \"label\""
    ),
    (
      "xtreme/xnli/dev-de.tsv", 2_490, 3,
      "columns between tabs, UTF-8, text 0, second text 1, label 2"
    ),
    (
      "superglue/CB/train.jsonl", 250, 3,
      "JSON Lines, UTF-8, text \"premise\", second text \"hypothesis\", label \"label\""
    ),
    (
      "superglue/CB/val.jsonl", 56, 3,
      "JSON Lines, UTF-8, text \"premise\", second text \"hypothesis\", label \"label\""
    ),
    (
      "superglue/RTE/val.jsonl", 277, 2,
      "JSON Lines, UTF-8, text \"premise\", second text \"hypothesis\", label \"label\""
    ),
    (
      "superglue/WiC/val.jsonl", 638, 2,
      "JSON Lines, UTF-8, text \"sentence1\", second text \"sentence2\", label \"label\""
    ),
    (
      "jglue/datasets/jnli-v1.3/valid-v1.3.json", 2_434, 3,
      "JSON Lines, UTF-8, text \"sentence1\", second text \"sentence2\", label \"label\""
    ),
  ])
  func classes(_ path: String, _ count: Int, _ labels: Int, _ layout: String) throws {
    let corpus = try corpus(path)
    #expect(corpus.examples.count == count)
    #expect(Set(corpus.labels).count == labels)
    #expect(corpus.layout == layout)
    #expect(!corpus.hasLists)
  }

  @Test(arguments: [
    ("stsbenchmark/sts-dev.csv", 1_500), ("stsb_multi_mt/stsb-de-dev.csv", 1_500),
    ("stsb_multi_mt/stsb-de-test.csv", 1_379), ("stsb_multi_mt/stsb-en-dev.csv", 1_500),
    ("stsb_multi_mt/stsb-en-test.csv", 1_379), ("stsb_multi_mt/stsb-ja-dev.csv", 1_500),
    ("stsb_multi_mt/stsb-zh-dev.csv", 1_500), ("jglue/datasets/jsts-v1.3/valid-v1.3.json", 1_457),
  ])
  func scores(_ path: String, _ count: Int) throws {
    let corpus = try corpus(path)
    #expect(corpus.examples.count == count)
    #expect(corpus.labels.allSatisfy { Double($0).map { (0...5).contains($0) } == true })
    #expect(corpus.examples.allSatisfy { $0.secondText != nil })
  }

  /// Odd quotes are text in a table between tabs, and 22 rows have more columns.
  @Test func stsBenchmark() throws {
    let corpus = try corpus("stsbenchmark/sts-dev.csv")
    #expect(corpus.examples[0].text == "A man with a hard hat is dancing.")
    #expect(corpus.examples[0].secondText == "A man wearing a hard hat is dancing.")
    #expect(corpus.examples[0].labels == ["5.000"])
    #expect(corpus.layout == "columns between tabs, UTF-8, text 5, second text 6, label 4")
    #expect(
      corpus.notes[0].hasSuffix(
        "sts-dev.csv: the file names no columns; text 5, second text 6, label 4 are taken, which "
          + "data.columns changes"))
  }

  /// 2,000 pairs each, of which some sentences are `NS`: not translated.
  @Test(arguments: [("xtreme/pawsx/dev-de.tsv", 80), ("xtreme/pawsx/tsv_files/test-de.tsv", 38)])
  func pawsX(_ path: String, _ fields: Int) throws {
    let found = try corpus(path)
    let asked = try corpus(path, requiresLabels: false)
    #expect(asked.examples.count == 2_000)
    let lost = asked.examples.reduce(0) {
      $0 + ($1.text == "NS" ? 1 : 0) + ($1.secondText == "NS" ? 1 : 0)
    }
    #expect(lost == fields)
    let rows = asked.examples.count { $0.text == "NS" || $0.secondText == "NS" }
    #expect(found.examples.count == 2_000 - rows)
    #expect(
      found.notes.contains {
        $0.contains(
          "\(rows) examples have a sentence that is not translated (\"NS\", as in PAWS-X)")
      })
  }

  @Test func withoutLabels() throws {
    let corpus = try corpus("glue_tsv/WNLI/test.tsv", requiresLabels: false)
    #expect(corpus.examples.count == 146)
    #expect(corpus.examples.allSatisfy { $0.labels == nil && $0.secondText != nil })
    #expect(corpus.examples[0].identifier == .text("0"))
  }

  /// Three labels to choose from.
  @Test func klue() throws {
    let path = "klue/klue-sts-v1.1/klue-sts-v1.1_dev.json"
    let scores = try corpus(path, columns: TextColumns(label: .name("labels.real-label")))
    #expect(scores.examples.count == 519)
    #expect(scores.labels.allSatisfy { Double($0) != nil })
    let error = message { _ = try corpus(path) }
    #expect(
      error.contains(
        ":2: \"labels\": expected a label, but it is an object; name one of its keys in data.columns.label "
          + "(--set data.columns.label=KEY): "
          + "\"labels.label\", \"labels.real-label\", \"labels.binary-label\""), "\(error)")
  }
}
