namespace MailOps.Json;

/// <summary>
/// A result that knows its JSON form. The form is written by hand, not taken from the property names: it is a schema that scripts outside
/// PowerShell rely on, and renaming a property must not change it.
/// </summary>
internal interface IJsonResult
{
    /// <summary>Writes this result as one object.</summary>
    void WriteJson(JsonWriter writer);
}
