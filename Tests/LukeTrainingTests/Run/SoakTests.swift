import Foundation
import LukeAutodiff
import LukeTraining
import Testing

/// Many steps with evaluations, checkpoints and rotation take no more of anything than a few.
///
/// `make soak` takes a hundred thousand; `LUKE_SOAK` says how many.
@Suite struct SoakTests {
  /// In a process of its own, since other tests use the same pool of memory.
  @Test func memoryFilesAndThreadsStayWhatTheyAre() async {
    await #expect(processExitsWith: .success) {
      let wish = ProcessInfo.processInfo.environment["LUKE_SOAK"].flatMap(Int.init)
      let soak = try Soak(stepCount: wish ?? 400)
      try soak.run()
      if wish != nil { soak.print() }
      soak.check()
    }
  }
}

/// A tiny model in training, looked at after every step.
private final class Soak: RunObserver {
  /// The most of what was in use during a tenth of the run.
  struct Window {
    var liveBytes = 0
    var residentBytes = 0
    var fileCount = 0
    var threadCount = 0
  }

  private let folder: TemporaryFolder
  private let stepCount: Int
  private var looks = 0
  private var windows = [Window](repeating: Window(), count: 10)

  init(stepCount: Int) throws {
    self.stepCount = stepCount
    folder = try TemporaryFolder()
    try folder.write(
      "config.json",
      """
      {"model_type": "luke", "vocab_size": 2000, "entity_vocab_size": 4, "hidden_size": 8,
       "entity_emb_size": 4, "num_hidden_layers": 1, "num_attention_heads": 2,
       "intermediate_size": 16, "max_position_embeddings": 66, "type_vocab_size": 1,
       "pad_token_id": 0, "layer_norm_eps": 1e-5}
      """)
    let data = PackageFolder.root.appending(path: "Datasets/quickstart").path
    let sentences = try String(contentsOfFile: data + "/validation.conll", encoding: .utf8)
      .components(separatedBy: "\n\n")
    try folder.write("train.conll", sentences.prefix(60).joined(separator: "\n\n") + "\n")
    try folder.write("dev.conll", sentences.suffix(8).joined(separator: "\n\n") + "\n")
    let often = max(20, stepCount / 200)
    try folder.write(
      "recipe.json",
      """
      {"task": {"kind": "named-entity-recognition", "max_length": 64, "context": "sentence",
         "max_mention_length": 3},
       "data": {"train": "train.conll", "validation": "dev.conll"},
       "model": {"from": "config.json", "tokenizer": "\(data)/tokenizer"},
       "training": {"steps": \(stepCount), "batch_tokens": 300, "learning_rate": 0.001,
         "evaluate_every": {"steps": \(often)}, "checkpoint_every": {"steps": \(often)}}}
      """)
  }

  func run() throws {
    let recipe = try Recipe.load(folder.path + "/recipe.json")
    let run = try RunFolder.open(folder.path + "/run", for: recipe, start: .new)
    try Run.train(recipe, in: run, observers: [self])
  }

  /// Looks after every step.
  func observe(_ event: RunEvent) {
    guard case .step = event else { return }
    looks += 1
    let number = min(windows.count - 1, looks * windows.count / (stepCount + stepCount / 20))
    windows[number].liveBytes = max(
      windows[number].liveBytes, BufferPool.shared.usage.liveBytes)
    // Looking at the system takes longer than a step.
    guard looks % max(1, stepCount / 500) == 0 else { return }
    windows[number].residentBytes = max(windows[number].residentBytes, Self.residentBytes)
    windows[number].fileCount = max(windows[number].fileCount, Self.count("/proc/self/fd"))
    windows[number].threadCount = max(windows[number].threadCount, Self.count("/proc/self/task"))
  }

  private static func count(_ folder: String) -> Int {
    (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0
  }

  private static var residentBytes: Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * Int(getpagesize())
  }

  func print() {
    for (number, window) in windows.enumerated() {
      Swift.print(
        "window \(number + 1): live \(window.liveBytes) bytes, resident "
          + "\(window.residentBytes / 1024) KiB, files \(window.fileCount), threads "
          + "\(window.threadCount)")
    }
  }

  func check() {
    #expect(looks >= stepCount)
    // The first windows fill pools and caches.
    let (early, late) = (windows[1..<4], windows[4...])
    func most(_ windows: ArraySlice<Window>, _ value: KeyPath<Window, Int>) -> Int {
      windows.map { $0[keyPath: value] }.max() ?? 0
    }
    #expect(most(early, \.liveBytes) > 0)
    #expect(most(late, \.liveBytes) <= most(early, \.liveBytes))
    #expect(most(late, \.residentBytes) <= most(early, \.residentBytes) + 4 << 20)
    #expect(most(late, \.fileCount) <= most(early, \.fileCount))
    #expect(most(late, \.threadCount) <= most(early, \.threadCount))
    let left = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/run")) ?? []
    let known: Set = [
      ".lock", "best.h5", "metrics.jsonl", "model.h5", "recipe.json", "report.html", "run.log",
      "test-predictions.jsonl", "timings.jsonl", "validation-predictions.jsonl",
    ]
    #expect(left.filter { !known.contains($0) && !$0.hasPrefix("step-") } == [])
    #expect(left.count { $0.hasPrefix("step-") } == 2)
  }
}
