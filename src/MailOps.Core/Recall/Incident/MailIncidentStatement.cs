using System;

namespace MailOps.Recall;

/// <summary>How great the risk for the persons concerned is, as a person has assessed it.</summary>
public enum MailIncidentRisk
{
    /// <summary>Unlikely to result in a risk: nobody has to be told, the breach is documented (GDPR Art. 33(1) and (5)).</summary>
    Unlikely,

    /// <summary>A risk: the supervisory authority is told (Art. 33(1)).</summary>
    Likely,

    /// <summary>A high risk: the persons concerned are told as well (Art. 34(1)).</summary>
    High,
}

/// <summary>Whether the persons concerned are told (GDPR Art. 34).</summary>
public enum MailIncidentDecision
{
    /// <summary>Not decided yet.</summary>
    Open,

    /// <summary>They are told.</summary>
    Yes,

    /// <summary>They are not told; the reason says why.</summary>
    No,
}

/// <summary>What only a person can say about an incident. What is not said stays an open field of the report.</summary>
public sealed record MailIncidentStatement
{
    /// <summary>The organisation that is responsible (the controller).</summary>
    public string Controller { get; init; } = "";

    /// <summary>Name and contact details of the data protection officer or another contact point (Art. 33(3)(b)).</summary>
    public string Contact { get; init; } = "";

    /// <summary>Since when the organisation has been aware of the breach, UTC: from then on 72 hours count (Art. 33(1)); null: not said.</summary>
    public DateTime? AwareSince { get; init; }

    /// <summary>When the supervisory authority was told, UTC; null: not said.</summary>
    public DateTime? NotifiedAt { get; init; }

    /// <summary>Why it was told later than after 72 hours (Art. 33(1)).</summary>
    public string DelayReason { get; init; } = "";

    /// <summary>The nature of the breach (Art. 33(3)(a)).</summary>
    public string Nature { get; init; } = "";

    /// <summary>The categories of persons whose data the mail held (Art. 33(3)(a)).</summary>
    public TextList PersonCategories { get; init; } = TextList.Empty;

    /// <summary>How many persons' data it held, approximately (Art. 33(3)(a)); null: not said. They are not the recipients.</summary>
    public long? PersonCount { get; init; }

    /// <summary>The categories of data (Art. 33(3)(a)).</summary>
    public TextList DataCategories { get; init; } = TextList.Empty;

    /// <summary>How many records, approximately (Art. 33(3)(a)); null: not said.</summary>
    public long? RecordCount { get; init; }

    /// <summary>The likely consequences (Art. 33(3)(c)).</summary>
    public string Consequences { get; init; } = "";

    /// <summary>Measures taken or proposed, besides those that the store tells of (Art. 33(3)(d)).</summary>
    public TextList Measures { get; init; } = TextList.Empty;

    /// <summary>How great the risk is (Art. 33(1), 34(1)); null: not assessed.</summary>
    public MailIncidentRisk? Risk { get; init; }

    /// <summary>Why the risk was assessed so.</summary>
    public string RiskReason { get; init; } = "";

    /// <summary>Whether the persons concerned are told (Art. 34).</summary>
    public MailIncidentDecision InformPersons { get; init; }

    /// <summary>Why they are or are not (Art. 34(3)).</summary>
    public string InformPersonsReason { get; init; } = "";

    /// <summary>When they were told, UTC; null: not said.</summary>
    public DateTime? InformedAt { get; init; }

    /// <summary>What the persons concerned can do themselves (recital 86).</summary>
    public TextList Recommendations { get; init; } = TextList.Empty;

    /// <summary>What was learned from it.</summary>
    public TextList Lessons { get; init; } = TextList.Empty;
}
