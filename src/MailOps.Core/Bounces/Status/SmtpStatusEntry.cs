namespace MailOps.Bounces;

/// <summary>What one row of the tables of codes holds.</summary>
/// <param name="Code">Three digits, or subject and detail such as <c>1.1</c>.</param>
/// <param name="Reference">The document.</param>
/// <param name="Title">A few words.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Advice">What to do.</param>
internal sealed record SmtpStatusEntry(string Code, string Reference, Localized Title, Localized Meaning, Localized Advice)
{
    public SmtpStatusEntry(string code, string reference, (string En, string De) title, (string En, string De) meaning, (string En, string De) advice)
        : this(code, reference, new Localized(title.En, title.De), new Localized(meaning.En, meaning.De), new Localized(advice.En, advice.De))
    {
    }
}
