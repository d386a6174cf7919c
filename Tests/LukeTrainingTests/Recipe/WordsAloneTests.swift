import LukeTasks
import LukeTraining
import Testing

/// Recipes whose model has no entities (`model.use_entities`).
@Suite struct WordsAloneTests {
  private func text(_ task: String, model: String = "") -> String {
    """
    {"task": {\(task)}, "data": {"train": "a"},
     "model": {"from": "m", "use_entities": false\(model)}}
    """
  }

  @Test func keysOfEntitiesAreNamed() throws {
    func notes(_ task: String, model: String) throws -> [String] {
      try RecipeTests.recipe(text(task, model: model)).wordsAloneNotes
    }
    #expect(
      try notes(
        #""kind": "named-entity-recognition", "max_mention_length": 9, "overlaps": "any""#,
        model: #", "entity_vocabulary": "keep", "entity_embedding_size": 64"#)
        == [
          "model.entity_vocabulary, model.entity_embedding_size, task.max_mention_length and task.overlaps say "
            + "nothing without entities and are not used (model.use_entities is false)"
        ])
    for kind in ["relation-classification", "entity-typing"] {
      #expect(
        try notes(
          "\"kind\": \"\(kind)\", \"max_mention_length\": 9",
          model: #", "entity_aware_attention": true"#)
          == [
            "model.entity_aware_attention and task.max_mention_length say nothing without entities and are not "
              + "used (model.use_entities is false)"
          ])
    }
    for kind in ["sequence-classification", "multiple-choice", "extractive-question-answering"] {
      #expect(
        try notes("\"kind\": \"\(kind)\", \"entities\": {\"dictionary\": \"d\"}", model: "")
          == [
            "task.entities says nothing without entities and is not used (model.use_entities is false)"
          ])
    }
  }

  /// The recipes that come with the program train the plain encoder as they are.
  @Test(arguments: ["sample-ner", "conll2003-ner-base", "semeval2010-relations"])
  func shippedRecipesTrainPlainEncoders(_ name: String) throws {
    let file = PackageFolder.root.appending(path: "Recipes/\(name).json").path
    let plain = try #require(RecipeOverride("model.use_entities=false"))
    #expect(try Recipe.load(file, overrides: [plain]).wordsAloneNotes.count == 1)
    #expect(try Recipe.load(file).wordsAloneNotes == [])
  }

  /// What says what is so without it, as all keys of a resolved recipe do, is no fault.
  @Test func defaultsOfSuchKeysAreNoFault() throws {
    let recipe = try RecipeTests.recipe(
      text(#""kind": "named-entity-recognition""#, model: #", "entity_aware_attention": false"#))
    #expect(!recipe.readsEntities && recipe.wordsAloneNotes == [])
    #expect(try RecipeTests.recipe(recipe.resolvedText) == recipe)
  }

  @Test func tasksWithoutAPlainFormAreRefused() {
    #expect(
      RecipeTests.faults(text(#""kind": "cloze-question-answering""#))
        == [
          "r.json: model.use_entities: cloze-question-answering scores the entities of a passage, for which "
            + "there is no plain class of transformers; leave it out, or ask for the answer as "
            + "extractive-question-answering"
        ])
    #expect(
      RecipeTests.faults(text(#""kind": "pretraining""#))
        == [
          "r.json: model.use_entities: pretraining hides entities as well as words, so there is no plain "
            + "encoder to pretrain; take a pretrained BERT or RoBERTa as model.from of the recipe that "
            + "fine-tunes it"
        ])
  }
}
