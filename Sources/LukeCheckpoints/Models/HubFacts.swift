import LukeJSON

/// What the Hugging Face hub is told of a model and no training finds out: what it was made from, which languages it
/// knows, and under which licence it may be used.
///
/// The card of an exported model begins with it. A model carries what the one it began with says of itself, but for
/// its languages: what it was trained on may be in others.
public struct HubFacts: Hashable, Sendable {
  /// The model of the hub that it was made from, such as `studio-ousia/luke-base`; nil where nothing says it.
  public var baseModel: String?
  /// Its languages as codes of ISO 639, or `multilingual`; none where nothing says them.
  public var languages: [String]
  /// The licence; nil where nothing says it.
  public var license: License?

  /// Creates facts; what is left out is not known.
  public init(baseModel: String? = nil, languages: [String] = [], license: License? = nil) {
    (self.baseModel, self.languages, self.license) = (baseModel, languages, license)
  }

  /// A licence.
  public struct License: Hashable, Sendable {
    /// What the hub calls it, such as `apache-2.0`, or `other`.
    public var identifier: String
    /// What one that is called `other` is called, and where it is to be read.
    public var name, link: String?

    /// Creates a licence.
    public init(_ identifier: String, name: String? = nil, link: String? = nil) {
      (self.identifier, self.name, self.link) = (identifier, name, link)
    }
  }
}

extension HubFacts {
  /// Whether nothing is known.
  package var isEmpty: Bool { self == HubFacts() }

  /// The facts, with those of others where these say nothing.
  package func completed(by others: HubFacts) -> HubFacts {
    HubFacts(
      baseModel: baseModel ?? others.baseModel,
      languages: languages.isEmpty ? others.languages : languages,
      license: license ?? others.license)
  }

  // MARK: What they may be

  /// Whether a text can be the name of a model on the hub: `OWNER/NAME`, or the name alone, as the oldest have it.
  package static func isModelName(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count)
      && parts.allSatisfy { part in
        part.wholeMatch(of: /[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?/) != nil
          && !part.contains("--") && !part.contains("..")
      }
  }

  /// Whether a text is a code that the hub takes for a language: of ISO 639 with two letters or three, with what
  /// BCP 47 puts behind it, or one of the hub's own.
  package static func isLanguage(_ text: String) -> Bool {
    guard text.wholeMatch(of: /[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*/) != nil else {
      return ["multilingual", "code"].contains(text)
    }
    let code = text.prefix { $0 != "-" }
    return code.count == 3 || codesOfTwoLetters.contains(code)
  }

  /// Whether a text can be what the hub calls a licence: one word.
  package static func isLicense(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}/) != nil
  }

  /// ISO 639-1, those of its codes that were withdrawn and are still in use among them.
  private static let codesOfTwoLetters = Set(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el \
    en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu \
    ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my \
    na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm \
    sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split(separator: " "))
}

extension HubFacts {
  /// The facts under the keys that cards have for them.
  var json: JSONValue {
    var json = JSONValue.object([])
    json["base_model"] = baseModel.map(JSONValue.string)
    if !languages.isEmpty { json["language"] = .array(languages.map(JSONValue.string)) }
    json["license"] = (license?.identifier).map(JSONValue.string)
    json["license_name"] = (license?.name).map(JSONValue.string)
    json["license_link"] = (license?.link).map(JSONValue.string)
    return json
  }

  init(_ json: JSONValue) {
    self.init(
      baseModel: json["base_model"]?.string,
      languages: (json["language"]?.elements ?? []).compactMap(\.string),
      license: (json["license"]?.string).map {
        License($0, name: json["license_name"]?.string, link: json["license_link"]?.string)
      })
  }
}
