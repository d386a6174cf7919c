import LukeCheckpoints
import LukeTasks
import LukeTraining
import Testing

@Suite struct ExportedRecipeTests {
  private func text(of recipe: String) -> String {
    ExportedRecipe.reduced(StoredRecipe(recipe)).text
  }

  @Test func pathsBecomeNames() throws {
    let recipe = try RecipeTests.recipe(
      """
      {"description": "of /home", "task": {"kind": "pretraining", "prepared": "/secret/p",
         "entity_vocabulary": {"file": "/secret/v.jsonl", "white_list": "/secret/w.txt"}},
       "data": {"train": ["/secret/a", "/secret/b"], "validation": "/secret/c", "test": "/secret/d"},
       "model": {"from": "/secret/m", "tokenizer": "/secret/t"}, "output": "/secret/o"}
      """)
    let text = self.text(of: recipe.resolvedText)
    #expect(!text.contains("secret"))
    let read = try RecipeTests.recipe(text)
    #expect(read.about == "of /home")
    #expect(read.data.train == ["/recipes/a", "/recipes/b"])
    #expect(read.output == nil)
    #expect(read.model.from == "/recipes/m" && read.model.tokenizer == "/recipes/t")
    #expect(read.training == recipe.training)
    #expect(self.text(of: text) == text)
  }

  @Test func placesOfFilesBesideTheDataAreLeftOut() throws {
    let recipe = try RecipeTests.recipe(
      """
      {"task": {"kind": "relation-classification"}, "model": {"from": "/secret/m"},
       "data": {"train": "/secret/a", "answer_key": "/secret/k"}}
      """)
    let text = self.text(of: recipe.resolvedText)
    #expect(!text.contains("secret"))
    let read = try RecipeTests.recipe(text)
    #expect((read.data as? RelationDataSettings)?.answerKey == nil)
  }

  /// Of a task that only the program knows which trained it, nobody says what is a path.
  @Test func keysOfOtherTasksHaveNoPathsOfTheMachine() {
    let text = """
      {"task": {"kind": "topic", "words": "/secret/w", "lists": ["/secret/a", "b/c"], "rate": "1/2"},
       "data": {"train": ["/secret/t"], "extra": {"file": "/secret/e"}}}
      """
    #expect(
      self.text(of: text) == """
        {
          "task": {
            "kind": "topic",
            "words": "w",
            "lists": ["a", "b/c"],
            "rate": "1/2"
          },
          "data": {
            "train": ["t"],
            "extra": {
              "file": "e"
            }
          }
        }

        """)
  }

  /// Which these are the data of each task say.
  @Test func filesBesideTheDataAreKnownByTheirKeys() {
    #expect(TaskRegistry.keysOfFilesBesideTheData == ["data.answer_key"])
  }

  @Test func everyKeyWithAPathIsKnown() {
    #expect(
      Recipe.keysOfPaths == [
        "data.train", "data.validation", "data.test", "data.answer_key", "model.from",
        "model.tokenizer", "task.entity_vocabulary.file", "task.entity_vocabulary.white_list",
        "task.prepared", "task.entities.dictionary", "output",
      ])
  }

  @Test func whatIsNoRecipeStays() {
    for text in ["", "x", "[1]", "{"] { #expect(self.text(of: text) == text) }
  }
}
