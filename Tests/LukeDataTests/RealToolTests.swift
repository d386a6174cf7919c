import Foundation
import LukeData
import LukeTestSupport
import Testing

/// Real exports of labelling tools: their counts are those that their sources give.
@Suite(.enabled(if: sharedData("doccano_samples") != nil))
struct RealToolTests {
  private func corpus(_ path: String) throws -> AnnotatedCorpus {
    try EntityDataReader.read(file: #require(sharedData(path)).path)
  }

  private func count(_ corpus: AnnotatedCorpus) -> Int { corpus.entityCounts.values.reduce(0, +) }

  private func files(_ folder: String, _ ending: String) throws -> [String] {
    let url = try #require(sharedData(folder))
    return try FileManager.default.contentsOfDirectory(atPath: url.path)
      .filter { $0.hasSuffix(ending) }.sorted().map { "\(folder)/\($0)" }
  }

  @Test(arguments: [("en", 656, 1229), ("pl", 634, 1211)])
  func multileg(language: String, sentences: Int, entities: Int) throws {
    let corpora = try files("multileg/data/\(language)/test", ".jsonl").map(corpus)
    #expect(corpora.count == 10)
    #expect(corpora.allSatisfy { $0.layout.format == .doccano })
    #expect(corpora.reduce(0) { $0 + $1.sentences.count } == sentences)
    #expect(corpora.reduce(0) { $0 + count($1) } == entities)
  }

  @Test func prodigy() throws {
    let news = try corpus(
      "prodigy_jsonl/example-datasets/annotated_news_headlines-ORG-PERSON-LOCATION-ner.jsonl")
    #expect(news.entityCounts == ["ORG": 136, "LOCATION": 121, "PERSON": 38, "PRODUCT": 8])
    #expect(news.notes.contains { $0.hasSuffix("was ignored and left out") })
    let reddit = try corpus("prodigy_jsonl/example-datasets/annotated_reddit-PRODUCT-ner.jsonl")
    #expect(reddit.notes.contains { $0.contains(": 1276 records, ") && $0.contains("rejected") })
    #expect(reddit.notes.contains { $0.contains(": 86 records, ") && $0.contains("ignored") })
    // 446 accepted spans, of which some are given twice.
    #expect(reddit.sentences.count == 428)
    #expect(count(reddit) == 435)
    #expect(reddit.notes.contains { $0.contains(": 1 span, ") && $0.contains("rejected") })
    let events = try corpus("prodigy_jsonl/example-datasets/bio_events.jsonl")
    #expect(events.sentences.count == 129)
    #expect(events.entityCounts == ["GGP": 422])
  }

  @Test func spaCy() throws {
    let streets = try corpus("spacy_formats/street_ninja_training_data.json")
    #expect(streets.sentences.count == 102)
    #expect(count(streets) == 205)
    let columns = try corpus("spacy_formats/ner_example_data/ner-sent-per-line.json")
    #expect(columns.layout.tagScheme == .bilou)
    #expect(columns.sentences.count == 2)
    #expect(try corpus("spacy_formats/training-data.json").documents.count == 1)
  }

  @Test func doccano() throws {
    let samples = "doccano_samples/"
    #expect(count(try corpus(samples + "tests/data/labeling/labeling_text_label.jsonl")) == 11)
    #expect(
      count(
        try corpus(
          samples + "data_import/pipeline/examples/relation_extraction/example.jsonl")) == 4)
    #expect(
      message { try corpus(samples + "tests/data/labeling/labeling.jsonl") }.contains(
        "12 is the number of a label, not its name"))
    #expect(
      message { try corpus(samples + "data_import/tests/data/sequence_labeling/example.jsonl") }
        .hasSuffix("example.jsonl:3: key \"text\" is missing"))
  }

  /// Results about images and whole texts are no entities; the texts can be answered.
  @Test func labelStudio() throws {
    let path = "labelstudio_samples/test_export_csv/csv_test.json"
    #expect(
      message { try corpus(path) }.contains("is Label Studio's JSON without labelled text: "))
    let texts = try EntityDataReader.read(
      file: #require(sharedData(path)).path, options: EntityDataOptions(requiresLabels: false))
    #expect(texts.sentences.first?.text?.hasPrefix("Calif. wildfires") == true)
  }

  @Test func norne() throws {
    let corpus = try corpus("norne/nob/no_bokmaal-ud-test.conllu")
    #expect(corpus.sentences.count == 1939)
    #expect(corpus.sentences.reduce(0) { $0 + $1.words.count } == 29966)
    #expect(
      corpus.entityCounts == [
        "PER": 564, "ORG": 285, "GPE_LOC": 257, "LOC": 103, "PROD": 71, "GPE_ORG": 50, "DRV": 48,
        "EVT": 5,
      ])
  }

  @Test func brat() throws {
    let corpora = try files("ncbi_disease/standoff/devel", ".ann").map(corpus)
    #expect(corpora.count == 100)
    let counts = corpora.reduce(into: [String: Int]()) {
      $0.merge($1.entityCounts, uniquingKeysWith: +)
    }
    #expect(
      counts == [
        "SpecificDisease": 412, "Modifier": 214, "DiseaseClass": 126, "CompositeMention": 35,
      ])
  }

  /// The folders of the sample as they are; their empty files have texts beside them.
  @Test func bratFolders() throws {
    let devel = try corpus("ncbi_disease/standoff/devel")
    #expect(devel.documents.count == 100)
    #expect(count(devel) == 787)
    let folder = "brat_bionlp2011/corpora/BioNLP-ST_2011/"
    let infections = try corpus(folder + "BioNLP-ST_2011_ID")
    // 1133 lines of spans, of which the triggers of 348 events are no entities.
    let all = try corpus(folder + "BioNLP-ST_2011_EPI")
    for corpus in [infections, all] {
      let triggers = corpus.notes.compactMap { note in
        note.firstMatch(of: /: (\d+) spans that are the trigger/).flatMap { Int($0.1) }
      }
      #expect(count(corpus) + triggers.reduce(0, +) == (corpus.file == all.file ? 367 : 1133))
    }
  }

  @Test func webAnno() throws {
    let corpus = try corpus("webanno_tsv/tsv3/coref.tsv")
    #expect(corpus.sentences.count == 200)
    #expect(corpus.sentences.reduce(0) { $0 + $1.words.count } == 5194)
    let entities = corpus.sentences.flatMap(\.entities)
    #expect(entities.count { $0.words.count == 1 } == 72)
    #expect(entities.count { $0.words.count > 1 } == 2)
  }

  @Test func pubTator() throws {
    let disease = try corpus("ncbi_disease/original-data/test/NCBItestset_corpus.txt")
    #expect(disease.documents.count == 100)
    #expect(count(disease) == 960)
    let chemical = try corpus("bc5cdr/CDR_TestSet.PubTator.txt")
    #expect(chemical.documents.count == 500)
    #expect(count(chemical) == 9809)
    #expect(chemical.notes.contains { $0.contains(": 1066 relations, ") })
  }

  /// 9773 annotations: 43 are of several parts, 14 say again what another one says.
  @Test func bioC() throws {
    let corpus = try corpus("bc5cdr/CDR_DevelopmentSet.BioC.xml")
    #expect(corpus.documents.count == 500)
    #expect(corpus.sentences.count == 1000)
    #expect(corpus.notes.contains { $0.contains(": 43 annotations, ") })
    #expect(corpus.notes.contains { $0.contains(": 1012 relations, ") })
    #expect(count(corpus) == 9773 - 43 - 14)
  }
}
