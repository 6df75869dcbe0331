;;; session.el --- Emacs and eglot with the real server  -*- lexical-binding: t; -*-

;; emacs --batch --funcall package-initialize --load session.el WORKSPACE README
;; Says `ok NAME' or `not ok NAME: why' for each test, and exits with 1 where one failed.

(require 'cl-lib)
(require 'eglot)
(require 'markdown-mode)
(require 'xref)

(define-derived-mode terraform-mode prog-mode "Terraform"
  "Stands for the mode of this name, which Debian does not have.")
(add-to-list 'auto-mode-alist '("\\.tf\\'" . terraform-mode))

(defvar workspace (file-name-as-directory (pop command-line-args-left)))
(defvar readme (pop command-line-args-left))
(defvar failed nil)
(defconst patience 60 "Seconds: longer than anything takes on a busy machine.")

(setq eglot-sync-connect patience
      ;; Nobody is there to be asked.
      eglot-confirm-server-initiated-edits nil
      last-nonmenu-event ?x)

(defun evaluate-readme ()
  "Do what the page tells its reader to write into the configuration."
  (with-temp-buffer
    (insert-file-contents readme)
    (while (re-search-forward "^```elisp\n\\(\\(?:.\\|\n\\)*?\\)\n```$" nil t)
      (let ((blocks (read (concat "(" (match-string 1) ")"))))
        (mapc #'eval blocks)))))

(defmacro test (name &rest body)
  "Run BODY as the test NAME; it fails where BODY signals an error."
  (declare (indent 1))
  `(condition-case why
       (progn ,@body (princ (format "ok %s\n" ,name)))
     (error (setq failed t)
            (princ (format "not ok %s: %s\n" ,name (error-message-string why))))))

(defmacro until (what &rest body)
  "Wait until BODY is true and return its value; WHAT it is, is told where it takes too long."
  (declare (indent 1))
  `(let ((limit (time-add nil patience)) value)
     (while (not (setq value (progn ,@body)))
       (when (time-less-p limit nil) (error "Waited too long for %s" ,what))
       (accept-process-output nil 0.05)
       ;; Changes on disk come as events.
       (read-event nil nil 0.01))
     value))

(defun visit (file)
  "Show FILE of the workspace as a user does, with its server."
  (switch-to-buffer (find-file-noselect (expand-file-name file workspace)))
  (goto-char (point-min)))

(defun manage ()
  "Start the server of this buffer; `eglot-ensure' waits for a command, and no command comes in a batch."
  (apply #'eglot (eglot--guess-contact))
  (until "the server" (eglot-managed-p)))

(defun tell ()
  "Tell the server of changes; eglot does it when Emacs is idle, which a batch never is."
  (when (eglot-managed-p) (eglot--signal-textDocument/didChange)))

(defun replace-first (old new)
  "Replace the first OLD in this buffer with NEW, as typed."
  (goto-char (point-min))
  (search-forward old)
  (replace-match new t t))

(defun at-text (text)
  "Go to where TEXT begins."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun finding (words)
  "The finding of flymake in this buffer that says WORDS."
  (tell)
  (flymake-start)
  (cl-find-if (lambda (found) (string-match-p (regexp-quote words) (flymake-diagnostic-text found)))
              (flymake-diagnostics)))

(defconst contradiction "RPO 1 h is not met")

(evaluate-readme)
(visit "requirements.md")

(test "the configuration of the page starts the server"
  (unless (eq major-mode 'markdown-mode) (error "The mode is %s" major-mode))
  (unless (memq 'eglot-ensure markdown-mode-hook) (error "Nothing starts it by itself"))
  (manage))

(defvar document (current-buffer))

(test "findings in flymake"
  (let ((found (until "the contradiction" (finding contradiction))))
    (unless (eq (flymake-diagnostic-type found) 'eglot-error)
      (error "It is a %s" (flymake-diagnostic-type found)))
    (unless (equal (buffer-substring (flymake-diagnostic-beg found) (flymake-diagnostic-end found)) "1 h")
      (error "It stands at the wrong place"))))

(test "settings of the page"
  (when (finding "restore.md") (error "A rule that is off reports")))

(test "hover"
  (at-text "RPO:")
  (let (said)
    (eglot-hover-eldoc-function (lambda (text &rest _) (when text (setq said text))))
    (until "the hover" said)
    (unless (string-match-p "recovery point objective" said) (error "It says %s" said))))

(test "completion"
  (goto-char (point-max))
  (insert "\n## ")
  (cl-destructuring-bind (beginning end table &rest more) (eglot-completion-at-point)
    (let* ((found (all-completions (buffer-substring beginning end) table))
           (section (cl-find "Budget" found :test #'string-prefix-p)))
      (unless section (error "It offers %s" found))
      (delete-region beginning end)
      (insert section)
      (funcall (plist-get more :exit-function) section 'finished)))
  (at-text "## Budget\n\n- **Monthly cost:**")
  (when (search-forward "${" nil t) (error "Tab stops were sent to a client without snippets"))
  (revert-buffer t t t))

(test "a code action"
  (let ((found (until "a missing section" (finding "\"Budget\" is missing"))))
    (cl-letf (((symbol-function 'completing-read)
               (lambda (_ items &rest _) (car (assoc "Insert section \"Budget\"" items)))))
      (eglot-code-actions (flymake-diagnostic-beg found) (flymake-diagnostic-end found) "quickfix" t)))
  (at-text "\n## Budget\n")
  (until "an end of the finding" (not (finding "\"Budget\" is missing")))
  (revert-buffer t t t))

(test "the server's command of the page"
  (until "a missing section" (finding "\"Budget\" is missing"))
  (tiebeam-insert-missing-sections)
  (until "the section" (save-excursion (goto-char (point-min)) (search-forward "\n## Budget\n" nil t)))
  (revert-buffer t t t))

(test "the outline"
  (let ((outline (format "%s" (funcall imenu-create-index-function))))
    (unless (string-match-p "Backup / Restore" outline) (error "It is %s" outline))))

(test "definition in the Terraform"
  (at-text "1 h\n")
  (let ((xref-prompt-for-identifier nil)) (call-interactively #'xref-find-definitions))
  (unless (string-suffix-p "infra/main.tf" buffer-file-name) (error "It leads to %s" buffer-file-name))
  (unless (looking-at-p " *snapshot_retention_limit") (error "It leads to line %s" (line-number-at-pos))))

(test "references back to the document"
  (visit "infra/main.tf")
  (manage)
  (at-text "snapshot_retention_limit")
  ;; A server that has just begun knows the documents that it has read so far.
  (until "a reference in the document"
    (cl-find "requirements.md" (xref-backend-references 'eglot "here")
             :test (lambda (name found)
                     (string-suffix-p name (xref-location-group (xref-item-location found)))))))

(test "a contradiction comes and goes with the Terraform"
  (with-current-buffer document
    (replace-first "1 h\n" "1 d\n")
    (until "an end of the contradiction" (not (finding contradiction))))
  (replace-first "snapshot_retention_limit = 7" "snapshot_retention_limit = 0")
  (save-buffer)
  (with-current-buffer document (until "a contradiction" (finding "Backups are needed, but")))
  (replace-first "snapshot_retention_limit = 0" "snapshot_retention_limit = 7")
  (save-buffer)
  (with-current-buffer document (until "its end" (not (finding "Backups are needed, but")))))

(test "a clean end"
  (dolist (server (list (eglot-current-server) (with-current-buffer document (eglot-current-server))))
    (let ((process (jsonrpc--process server)))
      ;; It signals an error where the server does not answer the request.
      (eglot-shutdown server)
      (until "the server's end" (not (process-live-p process)))))
  (when (eglot-managed-p) (error "The buffer is still managed")))

(dolist (buffer (buffer-list)) (with-current-buffer buffer (set-buffer-modified-p nil)))
(kill-emacs (if failed 1 0))
