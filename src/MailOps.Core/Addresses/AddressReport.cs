using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MailOps.Addresses;

/// <summary>Gathers what is found out about one address, and judges it.</summary>
internal sealed class AddressReport
{
    private static readonly DomainProfile NoProfile = new();

    private readonly string _input;
    private readonly DateTime _checkedAt;
    private readonly AddressData _data;
    private readonly DomainProfiles _profiles;
    private readonly List<Finding> _findings = [];
    private DomainProfile _profile = NoProfile;
    private AddressVerdict _verdict = AddressVerdict.Deliverable;
    private AddressReason _reason;
    private AddressError _error;
    private AddressEvidence _evidence = AddressEvidence.Syntax;
    private TextList _hosts = TextList.Empty;
    private string _tempError = "";
    private string _suggestion = "";
    private string _probeReply = "";

    private bool _isDisposable;
    private bool _isRole;

    private AddressReport(string input, AddressData data, DomainProfiles profiles, DateTime checkedAt)
    {
        _input = input;
        _data = data;
        _profiles = profiles;
        _checkedAt = checkedAt;
    }

    /// <summary>The address; null when the text is none.</summary>
    public MailAddress? Address { get; private set; }

    /// <summary>The mail servers of the domain, the preferred ones first.</summary>
    public TextList Hosts => _hosts;

    /// <summary>
    /// Whether the mail server's word could change the verdict for the better: nobody asks for what is lost already, and a trap or a throw-away
    /// address is a risk whether it exists or not.
    /// </summary>
    public bool IsWorthProbing => _hosts.Count > 0 && (_verdict == AddressVerdict.Deliverable || _reason == AddressReason.ImplicitMx);

    /// <summary>Reads the text and judges what can be judged without asking anybody.</summary>
    public static AddressReport Read(string text, AddressCheckOptions options, AddressData data, DomainProfiles profiles, DateTime now)
    {
        var report = new AddressReport(text, data, profiles, now);
        if (MailAddress.TryParse(text, options.Syntax, out var address, out report._error))
        {
            report.Accept(address);
            return report;
        }

        var cleaned = AddressCleaner.Clean(text);
        if (cleaned is not null && MailAddress.TryParse(cleaned, out address))
        {
            if (options.CleanInput)
            {
                report._findings.Add(AddressFindings.Cleaned.Found(cleaned));
                report._error = default;
                report.Accept(address);
                return report;
            }

            report.Suggest(address.UnicodeAddress);
        }

        report._findings.Add(AddressFindings.Syntax.Found(report._error.Position, report._error.Message));
        report.Judge(AddressVerdict.Undeliverable, AddressReason.Syntax);
        return report;
    }

    public void Add(SuppressedAddress entry)
    {
        _evidence |= AddressEvidence.History;
        _findings.Add(AddressFindings.Suppressed.Found(entry.Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), entry.Reason));
        Judge(AddressVerdict.Undeliverable, AddressReason.Suppressed);
    }

    public void Add(MailDomainOutcome outcome)
    {
        _evidence |= AddressEvidence.Dns;
        _hosts = outcome.Hosts;
        _tempError = outcome.TempError;
        _findings.AddRange(outcome.Findings);
        if (!_isDisposable && FindDisposableHost() is { } host)
        {
            _isDisposable = true;
            _findings.Add(AddressFindings.DisposableMx.Found(Address!.DomainText, host));
            Judge(AddressVerdict.Risky, AddressReason.Disposable);
        }

        var (verdict, reason) = outcome.State switch
        {
            MailDomainState.NotFound => (AddressVerdict.Undeliverable, AddressReason.DomainNotFound),
            MailDomainState.NullMx => (AddressVerdict.Undeliverable, AddressReason.NullMx),
            MailDomainState.NoMailServer => (AddressVerdict.Undeliverable, AddressReason.NoMailServer),
            MailDomainState.NoUsableMx => (AddressVerdict.Undeliverable, AddressReason.NoUsableMx),
            MailDomainState.ImplicitMx => (AddressVerdict.Risky, AddressReason.ImplicitMx),
            MailDomainState.TempError => (AddressVerdict.Unknown, AddressReason.DnsTempError),
            _ => (AddressVerdict.Deliverable, AddressReason.None),
        };
        if (_profile.IsReserved && outcome.State is (MailDomainState.NotFound or MailDomainState.NullMx or MailDomainState.NoMailServer))
        {
            _findings.Add(AddressFindings.ReservedDomain.Found(Address!.DomainText));
        }

        Judge(verdict, reason);
    }

    public void Add(ProbeOutcome outcome)
    {
        if (outcome.State == ProbeState.NotProbed)
        {
            _findings.Add(AddressFindings.NotProbed.Found(outcome.Text));
            return;
        }

        _evidence |= AddressEvidence.Probe;
        _probeReply = outcome.Text.Length == 0 ? "" : outcome.Host + ": " + outcome.Text;
        _findings.Add(outcome.State switch
        {
            ProbeState.NotFound => AddressFindings.MailboxRefused.Found(outcome.Host, outcome.Text),
            ProbeState.CatchAll => AddressFindings.CatchAll.Found(outcome.Host, Address!.DomainText),
            ProbeState.Accepted => AddressFindings.MailboxAccepted.Found(outcome.Host),
            ProbeState.AcceptedWithoutProof => AddressFindings.CatchAllUnknown.Found(outcome.Host),
            ProbeState.Refused => AddressFindings.ProbeRefused.Found(outcome.Host, outcome.Text),
            _ => AddressFindings.ProbeTempError.Found(outcome.Host, outcome.Text),
        });
        switch (outcome.State)
        {
            case ProbeState.NotFound:
                Judge(AddressVerdict.Undeliverable, AddressReason.MailboxNotFound);
                break;
            case ProbeState.CatchAll:
                Judge(AddressVerdict.Risky, AddressReason.CatchAll);
                break;
            case ProbeState.Refused or ProbeState.TempError:
                _tempError = _probeReply;
                Judge(AddressVerdict.Unknown, AddressReason.ProbeTempError);
                break;
        }
    }

    public AddressTestResult ToResult() => new()
    {
        Input = _input,
        Address = Address?.Address ?? _input,
        Verdict = _verdict,
        Reason = _reason,
        Suggestion = _suggestion,
        Evidence = _evidence,
        CheckedAt = _checkedAt,
        CanonicalAddress = Address is null ? "" : ProviderRules.Canonical(Address, _data),
        LocalPart = Address?.LocalPart ?? "",
        Domain = Address?.DomainText ?? "",
        Fault = _error.Fault,
        FaultPosition = _error.IsFault ? _error.Position : null,
        MxHosts = _hosts,
        IsDisposable = _isDisposable,
        IsFreeProvider = _profile.IsFreeProvider,
        IsRole = _isRole,
        IsInternationalized = Address?.IsInternationalized ?? false,
        ProbeReply = _probeReply,
        TempError = _verdict == AddressVerdict.Unknown ? _tempError : "",
        Findings = _findings.Count == 0 ? FindingList.Empty : new FindingList(_findings),
    };

    private void Accept(MailAddress address)
    {
        Address = address;
        if (address.AddressLiteral is not null)
        {
            _findings.Add(AddressFindings.Literal.Found());
        }

        if (address.RequiresSmtpUtf8)
        {
            _findings.Add(AddressFindings.NeedsSmtpUtf8.Found());
            if (!address.LocalPart.IsNormalized(NormalizationForm.FormC))
            {
                _findings.Add(AddressFindings.NotNormalized.Found());
            }
        }

        if (LookAlikes.Examine(address, _findings))
        {
            Judge(AddressVerdict.Risky, AddressReason.DeceptiveCharacters);
        }

        if (address.AddressLiteral is null)
        {
            JudgeDomain(address);
        }

        JudgeLocalPart(address);
    }

    private void JudgeDomain(MailAddress address)
    {
        var domain = address.DomainText;
        _profile = _profiles.Of(domain);
        _isDisposable = _profile.IsDisposable;
        if (_isDisposable)
        {
            _findings.Add(AddressFindings.Disposable.Found(domain));
            Judge(AddressVerdict.Risky, AddressReason.Disposable);
        }

        if (_profile.Typo is { } typo)
        {
            Suggest(address.LocalPart + "@" + typo.Domain);
            _findings.Add((typo.IsConfident ? AddressFindings.DomainTypo : AddressFindings.PossibleTypo).Found(domain, typo.Domain));
            if (typo.IsConfident)
            {
                Judge(AddressVerdict.Risky, AddressReason.DomainTypo);
            }
        }

        if (_profile.HasUnknownEnding)
        {
            _findings.Add(AddressFindings.UnknownTopLevel.Found(domain.Substring(domain.LastIndexOf('.') + 1)));
        }

        if (_profile.IsUrlShortener)
        {
            _findings.Add(AddressFindings.UrlShortener.Found(domain));
        }

        if (_profile.IsClosed)
        {
            _findings.Add(AddressFindings.ClosedProvider.Found(domain));
            Judge(AddressVerdict.Risky, AddressReason.SpamTrap);
        }
        else if (_profile.IsFreeProvider)
        {
            _findings.Add(AddressFindings.FreeProvider.Found(domain));
        }
    }

    private void JudgeLocalPart(MailAddress address)
    {
        var local = address.LocalPart;
        if (LocalPartSigns.IsTrap(local, address.DomainText))
        {
            _findings.Add(AddressFindings.SpamTrap.Found(local));
            Judge(AddressVerdict.Risky, AddressReason.SpamTrap);
        }
        else if (LocalPartSigns.IsJunk(local, address.DomainText))
        {
            _findings.Add(AddressFindings.Junk.Found(local));
            Judge(AddressVerdict.Risky, AddressReason.Junk);
        }

        _isRole = _data.IsRole(local);
        if (_isRole)
        {
            _findings.Add(AddressFindings.Role.Found(local));
        }
    }

    private string? FindDisposableHost()
    {
        foreach (var host in _hosts)
        {
            if (_data.IsDisposableHost(host))
            {
                return host;
            }
        }

        return null;
    }

    // Whoever takes a suggestion over copies what he sees, so nothing may be in it that he does not.
    private void Suggest(string address)
    {
        var visible = LookAlikes.WithoutHidden(address);
        _suggestion = ReferenceEquals(visible, address) || MailAddress.TryParse(visible, out _) ? visible : "";
    }

    // What weighs more wins: certainly lost, then doubt about the domain, then a risk; among equals the first.
    private void Judge(AddressVerdict verdict, AddressReason reason)
    {
        if (Weight(verdict) > Weight(_verdict))
        {
            _verdict = verdict;
            _reason = reason;
        }
    }

    private static int Weight(AddressVerdict verdict) => verdict switch
    {
        AddressVerdict.Undeliverable => 3,
        AddressVerdict.Unknown => 1,
        AddressVerdict.Risky => 2,
        _ => 0,
    };
}
