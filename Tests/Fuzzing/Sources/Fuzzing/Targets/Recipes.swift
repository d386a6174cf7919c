@testable import LukeTasks
@testable import LukeTraining

/// Recipes and what the command line sets in them.
let recipeTargets = [
  FuzzTarget("recipe", words: words, texts: recipes) { input in
    let recipe = try read(input)
    // What a run folder keeps is read as what it was.
    let text = recipe.resolvedText
    let again = try read(Array(text.utf8)).resolvedText
    expect(again == text, "a resolved recipe is read as another")
  },
  FuzzTarget(
    "overrides", words: words.map { $0.replacing("\"", with: "") },
    texts: [
      "training.epochs=3", "training={\"steps\": 5}\ntraining.steps=6", "data.train.0=x.txt",
      "task.kind=pretraining\ntask.stages=[{\"trained\": \"all\", \"epochs\": 1}]",
      "task.stages.0.trained=entities", "description=null", "a..b=1", "=", "x", "output=../x",
    ]
  ) { input in
    let lines = String(decoding: input, as: UTF8.self).split(separator: "\n")
    let overrides = lines.compactMap { RecipeOverride(String($0)) }
    for recipe in recipes.prefix(2) { _ = try? read(Array(recipe.utf8), overrides) }
    _ = try read(Array(recipes[2].utf8), overrides)
  },
]

private func read(_ bytes: [UInt8], _ overrides: [RecipeOverride] = []) throws -> Recipe {
  try Recipe(
    bytes: bytes, fileName: "recipe.json", fileFolder: "/folder", currentFolder: "/current",
    overrides: overrides)
}

private let words =
  Recipe.keyDescriptions.flatMap { $0.keyPath.split(separator: ".") }.map { "\"\($0)\"" }
  + ["\"named-entity-recognition\"", "\"relation-classification\"", "\"pretraining\"", "\"utf-8\""]
  + ["1e999", "9223372036854775807", "-1", "\"all\"", "\"entities\"", "\"bfloat16\"", "\"../x\""]

private let recipes = [
  #"""
  {"task": {"kind": "named-entity-recognition", "context": "sentence"},
   "data": {"train": ["a.conll", "b.conll"], "validation": "dev.conll", "columns": {"word": 1}},
   "model": {"from": "luke-base"}, "training": {"epochs": 2, "learning_rate": 1e-5}}
  """#,
  #"""
  {"task": {"kind": "relation-classification", "negative_label": "Other"},
   "data": {"train": "a.txt", "format": "semeval"}, "model": {"from": "m.h5"}, "output": "out"}
  """#,
  #"""
  {"$schema": "x", "task": {"kind": "pretraining", "held_out": 0.01,
    "stages": [{"trained": "entities", "epochs": 1, "learning_rate": 5e-4}, {"trained": "all", "epochs": 4}]},
   "data": {"train": "dump.xml.bz2"}, "model": {"from": "roberta-base"},
   "training": {"batch_size": 4, "gradient_accumulation_steps": 8}}
  """#,
]
