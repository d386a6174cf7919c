import ArgumentParser
import LukeCheckpoints

/// The options that say what the card of a model tells the Hugging Face hub.
struct HubOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The model of the hub that it was made from, as studio-ousia/luke-base (default: what the model carries).",
      valueName: "owner/name"))
  var baseModel: String?

  @Option(
    help: ArgumentHelp(
      "A language that it knows, as en; may be repeated (default: what the model carries).",
      valueName: "code"))
  var language: [String] = []

  @Option(
    help: ArgumentHelp(
      "Its licence as the hub calls it, as apache-2.0 (default: what the model carries).",
      valueName: "id"))
  var license: String?

  func validate() throws {
    if let baseModel, !HubFacts.isModelName(baseModel) {
      throw ValidationError(
        "--base-model \(baseModel) is no name on the hub; give OWNER/NAME, as studio-ousia/luke-base."
      )
    }
    if let other = language.first(where: { !HubFacts.isLanguage($0) }) {
      throw ValidationError(
        "--language \(other) is no code of a language; give one of ISO 639, as en, de or yue, or multilingual, and "
          + "--language again for the next.")
    }
    if let license, license.allSatisfy(\.isWhitespace) {
      throw ValidationError("--license is empty; give what the hub calls it, as apache-2.0.")
    }
    if let license, !HubFacts.isLicense(license) {
      throw ValidationError(
        "--license \(license) is no name of a licence on the hub; give what the hub calls it, as apache-2.0, or other."
      )
    }
  }

  var facts: HubFacts {
    HubFacts(
      baseModel: baseModel, languages: language, license: license.map { HubFacts.License($0) })
  }
}
