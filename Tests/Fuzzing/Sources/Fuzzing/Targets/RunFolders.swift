import Foundation

@testable import LukeTasks
@testable import LukeTraining

/// What a run and its preparation keep for the next start.
let runTargets = [
  FuzzTarget(
    "features",
    seeds: {
      var writer = FeatureWriter()
      let features = TaskFeatures(
        features: [
          EntitySpanFeature(
            wordIDs: [0, 5, 2], spanStarts: [1], spanEnds: [1], labels: [1], sentence: 0,
            entityID: 2,
            wordRanges: [0..<1])
        ], unreachable: [], notes: ["a note"])
      features.store(in: &writer)
      return [[0] + writer.bytes, [1] + writer.bytes]
    }
  ) { input in
    var choices = Choices(input)
    let isRelation = choices.flag()
    let bytes = choices.bytes
    var reader = FeatureReader(bytes, in: 0..<bytes.count)
    do throws(FeatureStorageError) {
      if isRelation {
        for feature in try TaskFeatures<RelationFeature>(from: &reader).features {
          expect(
            feature.example.entityIDs.count == feature.example.entityPositions.count, "positions")
        }
      } else {
        for feature in try TaskFeatures<EntitySpanFeature>(from: &reader).features {
          _ = (feature.candidateCount, feature.wordRanges)
        }
      }
    } catch {}
  },
  FuzzTarget(
    "run-state",
    words: [
      "\"step\"", "\"best_score\"", "\"optimizer_steps\"", "\"input_checksums\"", "1e999", "-1",
    ],
    texts: [
      #"{"step": 5, "best_score": 0.5, "best_step": 5, "evaluations_without_improvement": 0, "#
        + #""stopped": false, "loss_sum": 1.5, "loss_count": 2, "loss_parts": {"words": 1}, "#
        + #""optimizer_steps": {"a": 4}, "input_checksums": {"data.train": [1, 2]}, "kernels": "x"}"#
    ]
  ) { input in
    guard let state = try? JSONDecoder().decode(RunState.self, from: Data(input)) else { return }
    _ = (state.meanLoss, state.note(onKernels: "y"))
    var recipe = Recipe()
    recipe.model.from = "m"
    _ = try? state.checkInputs(against: ["data.train": [1, 2]], of: recipe)
  },
  FuzzTarget(
    "run-folder",
    words: ["\"step\": ", "\"split\": \"test\"", "\n", "\u{0}", "9223372036854775807", "train"],
    seeds: {
      [
        .joined([
          recipe, "{\"step\": 1, \"loss\": 2}\n{\"step\": 2, \"split\": \"test\"}\n{\"step\": 9",
          #"{"corpus": "x", "train (begun)": "y"}"#,
        ]),
        .joined(["{}", "", ""]),
      ]
    }
  ) { input in
    let parts = input.parts(3)
    let (run, prepared) = (
      try Surroundings.shared.folder(
        "run", holding: ["recipe.json": parts[0], "metrics.jsonl": parts[1]]),
      try Surroundings.shared.folder("prepared", holding: ["made.json": parts[2]])
    )
    _ = try? PreparedFolder(prepared).has("corpus", from: "x")
    let recipe = try Recipe(
      bytes: Array(recipe.utf8), fileName: "recipe.json", fileFolder: "/folder",
      currentFolder: "/current")
    let opened = try RunFolder.open(run, for: recipe, start: .resume)
    try opened.truncateMetrics(toStep: 1)
    try opened.begin()
  },
]

private let recipe =
  #"{"task": {"kind": "named-entity-recognition"}, "data": {"train": "/a.conll"}, "#
  + #""model": {"from": "/m"}}"#
