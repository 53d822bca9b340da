using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net.Mail;
using System.Text;
using MailOps.Mime;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>
/// A cmdlet that makes mails of its parameters and of what is piped: one mail per recipient, or one mail whose attachments are piped files.
/// </summary>
public abstract class MailComposingCmdlet : MailOpsStoreCmdlet
{
    private protected const string ComposeSet = "Compose";
    private protected const string MessageSet = "Message";
    private protected const string DraftSet = "Draft";

    private readonly PropertyBinder _binder = PropertyBinder.ForRecipients();
    private readonly List<string> _pipedFiles = [];
    private readonly List<MailRow> _waiting = [];
    private MailComposer? _composer;
    private int _rows;

    /// <summary>The recipients: address, or Name &lt;address&gt;. All get one mail together; pipe the recipients to send each one of their own.</summary>
    [Parameter(Position = 0)]
    [Alias("Address")]
    [ValidateNotNullOrEmpty]
    public string[] To { get; set; } = [];

    /// <summary>The subject; without it that of the template.</summary>
    [Parameter(Position = 1, ParameterSetName = ComposeSet)]
    [Alias("sub")]
    public string Subject { get; set; } = "";

    /// <summary>The text; HTML with -BodyAsHtml.</summary>
    [Parameter(Position = 2, ParameterSetName = ComposeSet)]
    public string? Body { get; set; }

    /// <summary>Whom the mail is from: address, or Name &lt;address&gt;.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ComposeSet)]
    [ValidateNotNullOrEmpty]
    public string From { get; set; } = "";

    /// <summary>Files to attach. Piped files are attached too, when -To is given.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [Alias("PsPath")]
    [ValidateNotNullOrEmpty]
    public string[] Attachments { get; set; } = [];

    /// <summary>Who gets a copy, named in the mail.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [ValidateNotNullOrEmpty]
    public string[] Cc { get; set; } = [];

    /// <summary>Who gets a copy, not named in the mail.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [ValidateNotNullOrEmpty]
    public string[] Bcc { get; set; } = [];

    /// <summary>Where answers go, when not to the sender.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    public string[] ReplyTo { get; set; } = [];

    /// <summary>-Body is HTML; a text part is written from it.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [Alias("BAH")]
    public SwitchParameter BodyAsHtml { get; set; }

    /// <summary>The mail as HTML; without -Body a text part is written from it.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [ValidateNotNullOrEmpty]
    public string? Html { get; set; }

    /// <summary>
    /// A template: a file (.html, .txt) or the text itself. {{Name}} stands for a property of the piped object, or of its InputObject;
    /// {{Name?}} may be empty, {{{Name}}} is put into HTML as it is. A first line "Subject: ..." with an empty line behind it is the subject. With a
    /// template -Subject, -Body, -Html and -Header may have such names, too. A missing value is an error before anything is queued.
    /// </summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [ValidateNotNullOrEmpty]
    public string? Template { get; set; }

    /// <summary>Images in the HTML, which refers to them by the names of their files: &lt;img src="cid:logo.png"&gt;.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [ValidateNotNullOrEmpty]
    public string[] InlineImage { get; set; } = [];

    /// <summary>The charset of text and header, by PowerShell's names (utf8, ascii …) or a registered one. Default: UTF-8.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [Alias("BE")]
    [ValidateNotNullOrEmpty]
    [EncodingArgument]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <summary>How urgent the mail claims to be.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [ValidateNotNullOrEmpty]
    public MailPriority Priority { get; set; }

    /// <summary>Further header fields by name. A line break in a value is an error.</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [ValidateNotNull]
    public IDictionary? Header { get; set; }

    /// <summary>Where to unsubscribe, https: or mailto:. An https: address offers one click (RFC 8058).</summary>
    [Parameter(ParameterSetName = ComposeSet)]
    [ValidateNotNullOrEmpty]
    public string[] ListUnsubscribe { get; set; } = [];

    /// <summary>A message file (.eml) to send as it is, to -To or to each piped recipient.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MessageSet)]
    [ValidateNotNullOrEmpty]
    public string? InputMessage { get; set; }

    /// <summary>Mails that New-MailDraft has made; they go on as they are, to their recipients.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = DraftSet)]
    [ValidateNotNull]
    public MailDraft? Draft { get; set; }

    /// <summary>What is piped: recipients, one mail each, or with -To files to attach.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>How many inputs failed so far.</summary>
    private protected int Faults { get; private set; }

    /// <summary>Takes one mail that was made.</summary>
    /// <exception cref="MailOpsException">This mail is refused; the next has its turn.</exception>
    private protected abstract void Add(MailDraft draft);

    /// <summary>Reads the parameters; what is wrong with them is wrong with every mail.</summary>
    /// <exception cref="MailOpsException">A parameter is wrong.</exception>
    private protected void PrepareComposing()
    {
        // Which parameter set it is shows only with the first piped object; without an author nothing can be composed anyway.
        if (From.Length > 0 || InputMessage is not null)
        {
            _composer = new MailComposer(ReadComposition());
        }
    }

    /// <summary>What makes a mail the same mail when it is queued again.</summary>
    private protected string? KeyOf(MailDraft draft, string campaign, string? key) =>
        _composer is null ? MailComposer.KeyOfDraft(draft, campaign, key) : _composer.KeyOf(draft, campaign, key);

    /// <summary>Takes what is piped.</summary>
    protected override void ProcessRecord()
    {
        if (Draft is null && InputObject is null && !MyInvocation.ExpectingInput)
        {
            return;
        }

        try
        {
            if ((Draft ?? InputObject?.BaseObject) is MailDraft draft)
            {
                Add(draft);
                return;
            }

            if (TryTakeFile(InputObject))
            {
                return;
            }

            if (To.Length > 0)
            {
                throw DelayedMailErrors.InputNotUsed();
            }

            // One object is one mail, also where it names several recipients.
            var found = _binder.Find(InputObject).ToList();
            AddRow([.. found.Select(recipient => recipient.Text)], found[0].InputObject);
        }
        catch (MailOpsException e)
        {
            Fail(e, InputObject);
        }
    }

    /// <summary>Makes the mails that had to wait for the end of the pipe.</summary>
    /// <exception cref="MailOpsException">A row lacks a value: nothing is made.</exception>
    private protected void CompleteComposing()
    {
        if (ParameterSetName != DraftSet && (To.Length > 0 || _pipedFiles.Count > 0 || !MyInvocation.ExpectingInput))
        {
            try
            {
                AddRow(To, null);
            }
            catch (MailOpsException e)
            {
                Fail(e, To);
            }
        }

        if (_composer is { Names.Count: > 0 } && Faults > 0)
        {
            // "Missing values are an error before anything is queued": one row's error is everybody's.
            throw OutboxErrors.NothingQueued(Faults, isAtomic: false);
        }

        foreach (var row in _waiting)
        {
            try
            {
                Add(_composer!.Compose(row));
            }
            catch (MailOpsException e)
            {
                Fail(e, row.InputObject);
            }
        }
    }

    /// <summary>Counts and writes a failure that concerns one input.</summary>
    private protected void Fail(MailOpsException error, object? target)
    {
        Faults++;
        WriteFailure(error, target);
    }

    private MailComposition ReadComposition()
    {
        var files = new FileBinder(this);
        return new MailComposition
        {
            From = From,
            Cc = Cc,
            Bcc = Bcc,
            ReplyTo = ReplyTo,
            Subject = Subject,
            Text = BodyAsHtml ? null : Body,
            Html = BodyAsHtml ? Body : Html,
            Template = Template is null ? null : MailTemplate.Open(Template, FullPath),
            Encoding = Encoding,
            Attachments = [.. Attachments.SelectMany(files.ResolveWildcard)],
            InlineImages = [.. InlineImage.SelectMany(files.ResolveWildcard)],
            Priority = Priority switch
            {
                MailPriority.High => MimePriority.High,
                MailPriority.Low => MimePriority.Low,
                _ => MimePriority.Normal,
            },
            Headers = [.. (Header ?? new Hashtable()).Cast<DictionaryEntry>().Select(entry => new KeyValuePair<string, string>(TextOf(entry.Key), TextOf(entry.Value)))],
            ListUnsubscribe = ListUnsubscribe,

            // Spelled out: a bare null here would become an empty message, and every mail would be one.
            Message = InputMessage is null ? default(ReadOnlyMemory<byte>?) : DraftFile.ReadBytes(FullPath(InputMessage)),
            Clock = Session.Clock,
        };
    }

    private static string TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    // A file is known by its path; a result that was made from one has an address of its own and is no file.
    private bool TryTakeFile(PSObject? input)
    {
        if (input?.BaseObject is not FileInfo)
        {
            return false;
        }

        _pipedFiles.Add(FullPath(input.Properties["PSPath"]?.Value as string ?? ((FileInfo)input.BaseObject).FullName));
        return true;
    }

    private void AddRow(IReadOnlyList<string> recipients, object? inputObject)
    {
        _rows++;
        var composer = _composer ?? throw MimeErrors.NoSender();
        var row = new MailRow { Recipients = recipients, Attachments = _pipedFiles, InputObject = inputObject };
        if (composer.Names.Count == 0)
        {
            Add(composer.Compose(row));
            return;
        }

        var values = new PropertyValues(inputObject);
        var name = string.Format(CultureInfo.CurrentCulture, OutboxTexts.Row.Current, _rows, string.Join(", ", recipients));
        _waiting.Add(row with { Values = composer.FindValues(values.Find, name) });
    }
}
